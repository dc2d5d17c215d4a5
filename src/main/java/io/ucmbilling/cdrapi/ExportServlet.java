package io.ucmbilling.cdrapi;

import io.micrometer.core.instrument.Timer;
import io.ucmbilling.access.Authentication;
import io.ucmbilling.access.Authentication.Verdict;
import io.ucmbilling.access.Credentials;
import io.ucmbilling.cdrapi.api.ApiAnswers;
import io.ucmbilling.cdrapi.connection.PeerConnection;
import io.ucmbilling.cdrapi.export.AccessDenials;
import io.ucmbilling.cdrapi.export.Exchange;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.cdrapi.export.ServedAnswer;
import io.ucmbilling.telemetry.LogIds;
import io.ucmbilling.telemetry.RequestId;
import io.ucmbilling.telemetry.Spans;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;

/**
 * Servlet that answers every request of one listener, checked in the order of contract S1.
 *
 * <ol>
 *   <li>the export by its path, the longest that fits;
 *   <li>the peer's address: 403 with an empty body, before anything else is told;
 *   <li>authentication, unless no user name is set: 401. The newer API, if the export serves it, has its own;
 *   <li>the path: 404 unless it is cdrapi, recapi or that API;
 *   <li>the method: 405 unless GET, HEAD or POST;
 *   <li>the answer.
 * </ol>
 *
 * Where no export owns the path, who is permitted by any of the listener's exports gets 404, everybody else 403.
 */
final class ExportServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String CDRAPI = "/cdrapi";
    private static final String RECAPI = "/recapi";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    private final transient List<Export> exports;
    private final transient Authentication authentication;
    private final transient AccessDenials denials;
    private final transient ExportAnswers answers;

    /** Takes the exports by descending length of their path. */
    ExportServlet(List<Export> exports, Authentication authentication, AccessDenials denials, ExportAnswers answers) {
        this.exports = exports;
        this.authentication = authentication;
        this.denials = denials;
        this.answers = answers;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Timer.Sample sample = Timer.start(denials.meters());
        ServedAnswer answered = ServedAnswer.of(RequestOutcome.BROKEN_OFF);
        Export export = export(path(request));
        try (LogIds.Block _ = LogIds.request(id(request));
                Spans.Open span = Spans.begin("export request", "export", export == null ? "none" : export.name())) {
            answered = serve(export, request, response);
            span.tag("outcome", answered.outcome().tag());
            if (answered.outcome() == RequestOutcome.BROKEN_OFF) {
                throw new CloseNowException("the answer did not come to its end");
            }
        } finally {
            sample.stop(timer(export, path(request), answered));
        }
    }

    /** Answers do not have it, as the contract names their headers. */
    private static RequestId id(HttpServletRequest request) {
        return RequestId.of(request.getHeader(RequestId.HEADER), request.getHeader(RequestId.TRACE_HEADER));
    }

    private Timer timer(@Nullable Export export, String path, ServedAnswer answered) {
        String service = export == null ? "" : path.substring(export.path().length());
        Timer.Builder timer;
        if (export != null && ApiAnswers.isServed(export, service)) {
            timer = Timer.builder("gateway.exports.api.requests").tag("action", answered.kind());
        } else if (service.equals(RECAPI)) {
            timer = Timer.builder("gateway.recapi.requests");
        } else {
            timer = Timer.builder("gateway.cdrapi.requests").tag("format", answered.kind());
        }
        return timer.description("Requests to the exports, how they ended and how long they took")
                .tag("export", export == null ? "none" : export.name())
                .tag("outcome", answered.outcome().tag())
                .register(denials.meters());
    }

    private ServedAnswer serve(@Nullable Export export, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String peer = request.getRemoteAddr();
        if (export == null) {
            boolean permitted = exports.stream().anyMatch(any -> any.permitted().permit(peer));
            return permitted
                    ? empty(response, HttpServletResponse.SC_NOT_FOUND, RequestOutcome.NOT_FOUND)
                    : empty(response, HttpServletResponse.SC_FORBIDDEN, RequestOutcome.NOT_PERMITTED);
        }
        if (!export.permitted().permit(peer)) {
            denials.address(export.name(), peer);
            return empty(response, HttpServletResponse.SC_FORBIDDEN, RequestOutcome.NOT_PERMITTED);
        }
        String service = path(request).substring(export.path().length());
        return answer(new Exchange(export, request, response), service);
    }

    private ServedAnswer answer(Exchange exchange, String service) throws IOException {
        Export export = exchange.export();
        HttpServletRequest request = exchange.request();
        HttpServletResponse response = exchange.response();
        boolean api = ApiAnswers.isServed(export, service);
        if (!api && !authenticates(export, request, response)) {
            return empty(response, HttpServletResponse.SC_UNAUTHORIZED, RequestOutcome.UNAUTHORIZED);
        }
        if (!api && !service.equals(CDRAPI) && !service.equals(RECAPI)) {
            return empty(response, HttpServletResponse.SC_NOT_FOUND, RequestOutcome.NOT_FOUND);
        }
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD, POST");
            return empty(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, RequestOutcome.WRONG_METHOD);
        }
        if (api) {
            return answers.api().answer(exchange);
        }
        if (service.equals(CDRAPI)) {
            return answers.cdrapi().answer(export, request, response);
        }
        PeerConnection.current().ifPresent(PeerConnection::allowLongAnswer);
        return ServedAnswer.of(answers.recapi().answer(export, request, response));
    }

    /** Tells whether the request has the export's credentials. If not, the response gets the challenges. */
    private boolean authenticates(Export export, HttpServletRequest request, HttpServletResponse response) {
        Credentials credentials = export.credentials();
        if (credentials == null) {
            return true;
        }
        String authorization = request.getHeader("Authorization");
        Verdict verdict = authentication.check(
                credentials, new Authentication.Request(request.getMethod(), target(request), authorization));
        if (verdict == Verdict.PASSED) {
            denials.passed(request.getRemoteAddr());
            return true;
        }
        if (verdict == Verdict.REFUSED && authorization != null) {
            denials.password(export.name(), request.getRemoteAddr());
        }
        authentication
                .challenges(credentials, verdict == Verdict.STALE)
                .forEach(challenge -> response.addHeader("WWW-Authenticate", challenge));
        return false;
    }

    /** Returns the request target in origin form, as it came: not decoded, double slashes kept. */
    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private @Nullable Export export(String path) {
        return exports.stream().filter(export -> export.owns(path)).findFirst().orElse(null);
    }

    private static ServedAnswer empty(HttpServletResponse response, int status, RequestOutcome outcome) {
        response.setStatus(status);
        response.setContentLength(0);
        return ServedAnswer.of(outcome);
    }

    /**
     * Returns the path, decoded and with double slashes made one: a base URL that ends in a slash is served too
     * (contract S1.4).
     */
    private static String path(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null ? "" : path;
    }
}

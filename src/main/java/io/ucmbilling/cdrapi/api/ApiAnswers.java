package io.ucmbilling.cdrapi.api;

import io.ucmbilling.access.ApiSessions;
import io.ucmbilling.access.Credentials;
import io.ucmbilling.cdrapi.export.AccessDenials;
import io.ucmbilling.cdrapi.export.Exchange;
import io.ucmbilling.cdrapi.export.Export;
import io.ucmbilling.cdrapi.export.RequestBytes;
import io.ucmbilling.cdrapi.export.RequestOutcome;
import io.ucmbilling.cdrapi.export.ServedAnswer;
import io.ucmbilling.cdrapi.page.CdrapiAnswers;
import io.ucmbilling.cdrapi.recapi.RecapiAnswers;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the newer API to peers whose address is permitted, checked in this order:
 *
 * <ol>
 *   <li>the method: GET and HEAD are no proper requests (status -1), others get 405;
 *   <li>the body: 413 if it is too long, status -1 if it holds no request;
 *   <li>{@code challenge} and {@code login}, which give a cookie. A wrong password counts and waits as one of Digest does;
 *   <li>the cookie, in the request or in the header that the login set, unless the export has no user name: status -6;
 *   <li>the action: status -1 if it is none that is served.
 * </ol>
 */
public final class ApiAnswers {
    private static final String PATH = "/api";
    /** The name that the firmware's own pages have it under. */
    private static final String COOKIE = "session-identify";

    private final ApiSessions sessions;
    private final AccessDenials denials;
    private final RecordAnswers records;

    public ApiAnswers(ApiSessions sessions, AccessDenials denials, CdrapiAnswers cdrapi, RecapiAnswers recapi) {
        this.sessions = sessions;
        this.denials = denials;
        this.records = new RecordAnswers(cdrapi, recapi);
    }

    /**
     * Returns whether that path is the API's. Firmware takes whatever stands behind it, and a public client sends {@code
     * /api/v1}.
     *
     * @param service the path behind that of the export
     */
    public static boolean isServed(Export export, String service) {
        return export.httpsApi() && (service.equals(PATH) || service.startsWith(PATH + "/"));
    }

    public ServedAnswer answer(Exchange exchange) throws IOException {
        HttpServletResponse response = exchange.response();
        if (!exchange.request().getMethod().equals("POST")) {
            return ServedAnswer.of(ApiReply.refuse(response, ApiStatus.INVALID_PARAMETERS));
        }
        RequestBytes body = RequestBytes.read(exchange.request());
        if (body.tooLong()) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            ApiReply.refuse(response, ApiStatus.INVALID_PARAMETERS);
            return ServedAnswer.of(RequestOutcome.WRONG_BODY);
        }
        Optional<ApiRequest> request = ApiRequest.read(body.bytes());
        if (request.isEmpty() || request.get().action().isEmpty()) {
            return ServedAnswer.of(ApiReply.refuse(response, ApiStatus.INVALID_PARAMETERS));
        }
        ApiAction action = ApiAction.of(request.get().action());
        return new ServedAnswer(answer(exchange, action, request.get()), action.tag());
    }

    private RequestOutcome answer(Exchange exchange, ApiAction action, ApiRequest request) throws IOException {
        return switch (action) {
            case CHALLENGE -> challenge(exchange, request);
            case LOGIN -> login(exchange, request);
            case LOGOUT, CDRAPI, RECAPI, GET_RECORD_INFOS_BY_CALL, OTHER -> {
                String cookie = openCookie(exchange, request);
                yield cookie == null
                        ? ApiReply.refuse(exchange.response(), ApiStatus.COOKIE_ERROR)
                        : admitted(exchange, action, request, cookie);
            }
        };
    }

    private RequestOutcome admitted(Exchange exchange, ApiAction action, ApiRequest request, String cookie)
            throws IOException {
        return switch (action) {
            case CDRAPI -> records.cdrapi(exchange, request.parameters());
            case RECAPI -> records.recapi(exchange, request.parameters());
            case GET_RECORD_INFOS_BY_CALL -> records.recordFiles(exchange, request.parameter("id"));
            case LOGOUT -> {
                sessions.end(exchange.export().name(), exchange.export().credentials(), cookie);
                yield ApiReply.give(exchange.response(), Map.of());
            }
            case CHALLENGE, LOGIN, OTHER -> ApiReply.refuse(exchange.response(), ApiStatus.INVALID_PARAMETERS);
        };
    }

    private RequestOutcome challenge(Exchange exchange, ApiRequest request) throws IOException {
        return exchange.export().credentials() != null
                        && request.parameter("user").isEmpty()
                ? ApiReply.refuse(exchange.response(), ApiStatus.INVALID_PARAMETERS)
                : ApiReply.give(
                        exchange.response(),
                        Map.of("challenge", sessions.challenge(exchange.export().name())));
    }

    private RequestOutcome login(Exchange exchange, ApiRequest request) throws IOException {
        String user = request.parameter("user");
        String token = request.parameter("token");
        String export = exchange.export().name();
        Credentials credentials = exchange.export().credentials();
        if (credentials != null && (user.isEmpty() || token.isEmpty())) {
            return ApiReply.refuse(exchange.response(), ApiStatus.INVALID_PARAMETERS);
        }
        if (!sessions.admits(export, credentials, user, token)) {
            denials.password(export, exchange.peer());
            return ApiReply.refuse(exchange.response(), ApiStatus.WRONG_ACCOUNT);
        }
        denials.passed(exchange.peer());
        String cookie = sessions.open(export, credentials);
        setCookie(exchange, cookie);
        return ApiReply.give(exchange.response(), Map.of("cookie", cookie));
    }

    private static void setCookie(Exchange exchange, String value) {
        Cookie cookie = new Cookie(COOKIE, value);
        cookie.setPath(exchange.export().path() + PATH);
        cookie.setMaxAge((int) ApiSessions.COOKIE_LIFE.toSeconds());
        cookie.setSecure(true);
        cookie.setHttpOnly(true);
        cookie.setAttribute("SameSite", "Strict");
        exchange.response().addCookie(cookie);
    }

    /** Returns the cookie of the session that the request belongs to; null: none that goes on. */
    private @Nullable String openCookie(Exchange exchange, ApiRequest request) {
        String export = exchange.export().name();
        Credentials credentials = exchange.export().credentials();
        if (credentials == null) {
            return request.cookie();
        }
        return Stream.concat(Stream.of(request.cookie()), cookies(exchange))
                .filter(cookie -> sessions.isOpen(export, credentials, cookie))
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> cookies(Exchange exchange) {
        Cookie[] cookies = exchange.request().getCookies();
        return cookies == null
                ? Stream.empty()
                : Stream.of(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue);
    }
}

package io.ucmbilling.ucm;

import io.ucmbilling.contract.CdrQuery;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.RefusedPageException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The newer HTTPS API (contract U1): every request is a {@code POST /api} of a JSON object.
 *
 * <ol>
 *   <li>{@code challenge} for the user gives a challenge;
 *   <li>{@code login} with md5(challenge + password) gives a cookie;
 *   <li>{@code cdrapi} with the cookie and the guide's parameters gives a page;
 *   <li>a cookie refused sooner than expected is renewed once a request.
 * </ol>
 *
 * A refused login is never repeated here, as the UCM locks the account.
 */
final class HttpsUcm implements Ucm {
    /** About ten minutes is its life (contract U1); renewed before that. */
    private static final Duration COOKIE_LIFE = Duration.ofMinutes(9);
    /** Need authentication, cookie error: the session is over. */
    private static final Set<Integer> SESSION_OVER = Set.of(-5, -6);
    /** To a challenge: wrong account, login restricted, login forbidden, no such user. To a login every status refuses. */
    private static final Set<Integer> NO_LOGIN = Set.of(-37, -68, -70, -71);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Site site;
    private final Line line;
    private final Clock clock;
    private volatile @Nullable Session session;

    HttpsUcm(Site site, Line line, Clock clock) {
        this.site = site;
        this.line = line;
        this.clock = clock;
    }

    private record Session(String cookie, Instant until) {}

    @Override
    public Page page(CdrQuery query) throws UcmFault {
        return line.call(exchange -> page(exchange, query));
    }

    private Page page(Exchange exchange, CdrQuery query) throws UcmFault {
        Session known = session;
        if (known != null && clock.instant().isBefore(known.until())) {
            try {
                return page(exchange, query, known);
            } catch (RefusedPageException e) {
                if (!SESSION_OVER.contains(e.status())) {
                    throw refused("cdrapi", e.status());
                }
            }
        }
        session = null;
        Session renewed = logIn(exchange);
        session = renewed;
        try {
            return page(exchange, query, renewed);
        } catch (RefusedPageException e) {
            throw refused("cdrapi", e.status());
        }
    }

    private Page page(Exchange exchange, CdrQuery query, Session session) throws UcmFault, RefusedPageException {
        Map<String, String> request = new LinkedHashMap<>(query.parameters());
        request.put("action", "cdrapi");
        request.put("cookie", session.cookie());
        return Pages.readOrRefused(site, query.format(), post(exchange, request), clock);
    }

    private Session logIn(Exchange exchange) throws UcmFault {
        Instant now = clock.instant();
        JsonNode challenge = ask(
                exchange,
                "challenge",
                Map.of("action", "challenge", "user", site.username(), "version", "1.0"),
                "challenge");
        String token = md5(challenge.asString() + site.password());
        JsonNode cookie =
                ask(exchange, "login", Map.of("action", "login", "user", site.username(), "token", token), "cookie");
        return new Session(cookie.asString(), now.plus(COOKIE_LIFE));
    }

    /** The value of that name in the response. */
    private JsonNode ask(Exchange exchange, String action, Map<String, String> request, String name) throws UcmFault {
        Answer answer = post(exchange, request);
        Pages.check(site, Format.JSON, answer, clock);
        JsonNode root = parse(answer);
        int status = root.path("status").asInt(0);
        if (status != 0) {
            throw refused(action, status);
        }
        JsonNode value = root.path("response").path(name);
        if (!value.isValueNode() || value.isNull()) {
            throw Faults.of(
                    site, FaultKind.MALFORMED, "an answer to " + action + " without " + name, "response." + name);
        }
        return value;
    }

    private JsonNode parse(Answer answer) throws UcmFault {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            // Without the exception: its text may repeat the body, which may hold a cookie.
            throw Faults.of(site, FaultKind.MALFORMED, "an answer that is no JSON", "a JSON object");
        }
    }

    private Answer post(Exchange exchange, Map<String, String> request) throws UcmFault {
        byte[] body = JSON.writeValueAsBytes(Map.of("request", request));
        return exchange.send(() -> {
            HttpPost post = new HttpPost(Addresses.under(site, "/api"));
            post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            return post;
        });
    }

    private UcmFault refused(String action, int status) {
        boolean login = action.equals("login") || (action.equals("challenge") && NO_LOGIN.contains(status));
        return login
                ? Faults.of(
                        site,
                        FaultKind.LOGIN_REFUSED,
                        "the status " + status + " to " + action,
                        "the configured user and password to be accepted")
                : Faults.of(site, FaultKind.API_ERROR, "the status " + status + " to " + action, "the status 0");
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

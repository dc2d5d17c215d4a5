package io.ucmbilling.ucm;

import io.ucmbilling.contract.Format;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The newer HTTPS API's login (contract U1), where every request is a {@code POST /api} of a JSON object.
 *
 * <ol>
 *   <li>{@code challenge} for the user gives a challenge;
 *   <li>{@code login} with md5(challenge + password) gives a cookie.
 * </ol>
 */
record ApiLogin(Site site, Clock clock) {
    /** To a challenge: wrong account, login restricted, login forbidden, no such user. To a login every status refuses. */
    private static final Set<Integer> NO_LOGIN = Set.of(-37, -68, -70, -71);

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * Logs in.
     *
     * @throws UcmFault LOGIN_REFUSED among others; never repeated here, as the UCM locks the account
     */
    String cookie(Exchange exchange) throws UcmFault {
        JsonNode challenge = ask(
                exchange,
                "challenge",
                Map.of("action", "challenge", "user", site.username(), "version", "1.0"),
                "challenge");
        String token = md5(challenge.asString() + site.password());
        JsonNode cookie =
                ask(exchange, "login", Map.of("action", "login", "user", site.username(), "token", token), "cookie");
        return cookie.asString();
    }

    /** The value of that name in the response. */
    private JsonNode ask(Exchange exchange, String action, Map<String, String> request, String name) throws UcmFault {
        Answer answer = exchange.send(post(site, request));
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

    /** A request of the API with these values, to be made as often as it is sent. */
    static Supplier<HttpUriRequestBase> post(Site site, Map<String, String> request) {
        byte[] body = JSON.writeValueAsBytes(Map.of("request", request));
        return () -> {
            HttpPost post = new HttpPost(Addresses.under(site, "/api"));
            post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
            return post;
        };
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

package io.ucmbilling.ucm.transport;

import io.ucmbilling.contract.Format;
import io.ucmbilling.ucm.http.FaultFactory;
import io.ucmbilling.ucm.http.HttpAnswer;
import io.ucmbilling.ucm.http.HttpCall;
import io.ucmbilling.ucm.http.PageResponses;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The newer HTTPS API's login (contract U1). Each request is a {@code POST /api} of a JSON object.
 *
 * <ol>
 *   <li>{@code challenge} for the user gives a challenge.
 *   <li>{@code login} with md5(challenge + password) gives a cookie.
 * </ol>
 */
record ApiLogin(Site site, Clock clock) {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** It is read into a tree, which takes many times its length. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    /**
     * Logs in.
     *
     * @return the requests of the new session
     * @throws UcmFault LOGIN_REFUSED among others, by {@link ApiStatus}. The login is never repeated here, as the UCM
     *     locks the account
     */
    ApiRequests session(HttpCall call) throws UcmFault {
        ApiRequests requests = new ApiRequests(site, clock);
        JsonNode asked = response("challenge", requests.send(call, request("challenge", "version", "1.0")));
        String token = DigestUtils.md5Hex(text("challenge", "challenge", asked) + site.password());
        JsonNode given = response("login", requests.send(call, request("login", "token", token)));
        if (given.has("cookie") || !requests.hasCookies()) {
            requests.goWith(text("login", "cookie", given));
        }
        return requests;
    }

    private Map<String, String> request(String action, String name, String value) {
        return Map.of("action", action, "user", site.username(), name, value);
    }

    /** Returns the response object of an answer that is no refusal. */
    private JsonNode response(String action, HttpAnswer answer) throws UcmFault {
        PageResponses.check(site, Format.JSON, answer, clock);
        JsonNode root = parse(answer);
        int status = root.path("status").asInt(0);
        if (status != 0) {
            throw ApiStatus.fault(site, action, status);
        }
        return root.path("response");
    }

    private JsonNode parse(HttpAnswer answer) throws UcmFault {
        int length = answer.body().length;
        if (length > LONGEST_ANSWER) {
            String found = "an answer of " + length + " bytes to a login";
            throw FaultFactory.of(site, FaultKind.TOO_LARGE, found, "at most " + LONGEST_ANSWER);
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            // Without the exception: its text may repeat the body, which may hold a cookie.
            throw FaultFactory.of(site, FaultKind.MALFORMED, "an answer that is no JSON", "a JSON object");
        }
    }

    private String text(String action, String name, JsonNode response) throws UcmFault {
        JsonNode value = response.path(name);
        if (!value.isValueNode() || value.isNull()) {
            throw FaultFactory.of(
                    site, FaultKind.MALFORMED, "an answer to " + action + " without " + name, "response." + name);
        }
        return value.asString();
    }
}

package io.ucmbilling.cdrapi;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import org.apache.commons.codec.digest.DigestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool that asks the newer API of an export as the vendor's guide shows.
 *
 * @param path of the API, such as {@code /api}
 */
record ApiCaller(int port, String path) {
    static final String JSON = "Content-Type: application/json";
    private static final JsonMapper MAPPER = JsonMapper.shared();

    ApiCaller(int port) {
        this(port, "/api");
    }

    /** What an action answers; {@code members} as name, value, name, value. */
    Answer send(String action, String... members) {
        ObjectNode request = MAPPER.createObjectNode().put("action", action);
        for (int i = 0; i < members.length; i += 2) {
            request.put(members[i], members[i + 1]);
        }
        return post(MAPPER.createObjectNode().set("request", request).toString(), JSON);
    }

    Answer post(String body, String... headers) {
        return RawHttps.request(port, "POST", path, body, headers);
    }

    JsonNode ask(String action, String... members) {
        return json(send(action, members));
    }

    static JsonNode json(Answer answer) {
        return MAPPER.readTree(answer.body());
    }

    static int status(Answer answer) {
        return json(answer).path("status").intValue();
    }

    String challenge() {
        return ask("challenge", "user", Gateway.USERNAME, "version", "1.0")
                .path("response")
                .path("challenge")
                .asString();
    }

    Answer login(String password) {
        return send("login", "user", Gateway.USERNAME, "token", DigestUtils.md5Hex(challenge() + password));
    }

    /** The cookie of a new session. */
    String cookie() {
        return json(login(Gateway.PASSWORD)).path("response").path("cookie").asString();
    }
}

package io.ucmbilling.ucm;

import io.ucmbilling.ucm.StubServer.Call;
import io.ucmbilling.ucm.StubServer.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The newer HTTPS API of a stub server: challenge, login, cookie. */
final class StubApi implements Function<Call, Reply> {
    static final String SECRET_COOKIE = "sid1234567890-1777878000";

    /** The actions asked for, in their order. */
    final List<String> actions = new ArrayList<>();
    /** The last cdrapi or recapi request. */
    volatile JsonNode asked = JsonMapper.shared().createObjectNode();
    /** What they say to a right cookie. */
    volatile String page = Faulty.GUIDE_PAGE;

    volatile int challengeStatus;
    volatile int loginStatus = -37;
    /** The {@code Set-Cookie} headers of each answer to that action. */
    final Map<String, String[]> setCookies = new ConcurrentHashMap<>();
    /** Whether the login's answer names the cookie in its body too. */
    volatile boolean namesCookie = true;

    private int logins;
    private boolean over = true;

    /** The cookie given last is not taken any more. */
    synchronized void endSession() {
        over = true;
    }

    @Override
    public synchronized Reply apply(Call call) {
        JsonNode request = JsonMapper.shared().readTree(call.body()).path("request");
        String action = request.path("action").asString("");
        actions.add(action);
        String body = switch (action) {
            case "challenge" ->
                challengeStatus == 0
                        ? "{\"response\":{\"challenge\":\"0000001652831717\"},\"status\":0}"
                        : status(challengeStatus);
            case "login" -> login(request);
            case "cdrapi", "recapi" -> cdrapi(request);
            default -> status(-1);
        };
        return cookies(action, Reply.json(body));
    }

    private Reply cookies(String action, Reply reply) {
        List<String> headers = new ArrayList<>(List.of(reply.headers()));
        for (String cookie : setCookies.getOrDefault(action, new String[0])) {
            headers.addAll(List.of("Set-Cookie", cookie));
        }
        return new Reply(reply.status(), reply.body(), headers.toArray(String[]::new));
    }

    private String login(JsonNode request) {
        String expected = Gate.md5("0000001652831717" + SiteDraft.PASSWORD);
        if (!request.path("token").asString("").equals(expected)
                || !request.path("user").asString("").equals("cdrapi")) {
            return status(loginStatus);
        }
        over = false;
        logins++;
        return namesCookie
                ? "{\"response\":{\"cookie\":\"" + cookie() + "\"},\"status\":0}"
                : "{\"response\":{},\"status\":0}";
    }

    private String cdrapi(JsonNode request) {
        asked = request;
        boolean named = !namesCookie || request.path("cookie").asString("").equals(cookie());
        return over || !named ? status(-6) : page;
    }

    private String cookie() {
        return SECRET_COOKIE + logins;
    }

    static String status(int status) {
        return "{\"response\":{\"error_msg\":\"no\"},\"status\":" + status + "}";
    }
}

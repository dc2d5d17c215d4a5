package io.ucmbilling.ucm;

import io.ucmbilling.ucm.StubServer.Call;
import io.ucmbilling.ucm.StubServer.Reply;
import java.util.ArrayList;
import java.util.List;
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
        return Reply.json(
                switch (action) {
                    case "challenge" ->
                        challengeStatus == 0
                                ? "{\"response\":{\"challenge\":\"0000001652831717\"},\"status\":0}"
                                : status(challengeStatus);
                    case "login" -> login(request);
                    case "cdrapi", "recapi" -> cdrapi(request);
                    default -> status(-1);
                });
    }

    private String login(JsonNode request) {
        String expected = Gate.md5("0000001652831717" + SiteDraft.PASSWORD);
        if (!request.path("token").asString("").equals(expected)
                || !request.path("user").asString("").equals("cdrapi")) {
            return status(loginStatus);
        }
        over = false;
        logins++;
        return "{\"response\":{\"cookie\":\"" + cookie() + "\"},\"status\":0}";
    }

    private String cdrapi(JsonNode request) {
        asked = request;
        return over || !request.path("cookie").asString("").equals(cookie()) ? status(-6) : page;
    }

    private String cookie() {
        return SECRET_COOKIE + logins;
    }

    static String status(int status) {
        return "{\"response\":{\"error_msg\":\"no\"},\"status\":" + status + "}";
    }
}

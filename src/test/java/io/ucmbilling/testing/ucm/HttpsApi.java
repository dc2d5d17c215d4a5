package io.ucmbilling.testing.ucm;

import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.CdrQuery.Parsed;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The newer HTTPS API (contract U1): {@code POST /api} with challenge, login, and then {@code action: cdrapi} or
 * {@code recapi} with a cookie that lives ten minutes. Every error is HTTP 200 with a negative status.
 */
final class HttpsApi {
    static final int INVALID_PARAMETERS = -1;
    static final int COOKIE_ERROR = -6;
    static final int NO_SUCH_ITEM = -16;
    static final int WRONG_ACCOUNT = -37;
    static final Duration COOKIE_LIFE = Duration.ofMinutes(10);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TYPE = "application/json";

    private final Account account;
    private final Clock clock;
    private final RequestLogCounters tally;
    private final SimulatedRecapi recapi;
    private final AtomicLong number = new AtomicLong();
    private final Set<String> challenges = ConcurrentHashMap.newKeySet();
    private final Map<String, Instant> cookies = new ConcurrentHashMap<>();
    private volatile boolean refusesNextLogin;

    /** Answers a question that was rightly signed. */
    interface Desk {
        void serve(CdrQuery query, Connection connection, Misdeed.Refusal unauthorized) throws IOException;
    }

    HttpsApi(Account account, Clock clock, RequestLogCounters tally, SimulatedRecapi recapi) {
        this.account = account;
        this.clock = clock;
        this.tally = tally;
        this.recapi = recapi;
    }

    void handle(HttpRequest http, Connection connection, Desk desk) throws IOException {
        JsonNode request = request(http);
        switch (request.path("action").asString("")) {
            case "challenge" -> challenge(connection);
            case "login" -> login(request, connection);
            case "cdrapi" -> cdrapi(request, connection, desk);
            case "recapi" -> recapi(request, http, connection);
            default -> error(connection, INVALID_PARAMETERS, "Invalid parameters!");
        }
    }

    private static JsonNode request(HttpRequest http) {
        try {
            return JSON.readTree(http.text()).path("request");
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    private void challenge(Connection connection) throws IOException {
        String challenge = String.format(Locale.ROOT, "%016d", 1_000_000 + number.incrementAndGet());
        challenges.add(challenge);
        connection.answer(200, TYPE, "{\"response\":{\"challenge\":\"" + challenge + "\"},\"status\":0}");
    }

    private void login(JsonNode request, Connection connection) throws IOException {
        if (refusesNextLogin) {
            refusesNextLogin = false;
            error(connection, WRONG_ACCOUNT, "Wrong account or password!");
            return;
        }
        String token = request.path("token").asString("");
        boolean right = account.username().equals(request.path("user").asString(""))
                && challenges.removeIf(
                        challenge -> Account.md5(challenge + account.password()).equals(token));
        if (!account.admits(right)) {
            tally.wrongPasswords.incrementAndGet();
            error(connection, WRONG_ACCOUNT, "Wrong account or password!");
            return;
        }
        String cookie = "sid" + number.incrementAndGet() + "-" + clock.instant().getEpochSecond();
        cookies.put(cookie, clock.instant());
        tally.logins.incrementAndGet();
        connection.answer(200, TYPE, "{\"response\":{\"cookie\":\"" + cookie + "\"},\"status\":0}");
    }

    private boolean isAdmitted(JsonNode request, Connection connection) throws IOException {
        Instant given = cookies.get(request.path("cookie").asString(""));
        boolean good = given != null && !given.plus(COOKIE_LIFE).isBefore(clock.instant());
        if (!good) {
            tally.unsigned.incrementAndGet();
            error(connection, COOKIE_ERROR, "Cookie error");
        }
        return good;
    }

    /** Every cookie given so far is refused from now on. */
    void endSessions() {
        cookies.clear();
    }

    private void recapi(JsonNode request, HttpRequest http, Connection connection) throws IOException {
        if (isAdmitted(request, connection)) {
            Map<String, String> variables = new HashMap<>();
            request.properties()
                    .forEach(member ->
                            variables.put(member.getKey(), member.getValue().asString("")));
            recapi.serve(
                    RecapiQuestion.of(variables),
                    http,
                    connection,
                    () -> error(connection, NO_SUCH_ITEM, "No such item!"));
        }
    }

    private void cdrapi(JsonNode request, Connection connection, Desk desk) throws IOException {
        if (!isAdmitted(request, connection)) {
            return;
        }
        String cookie = request.path("cookie").asString("");
        switch (CdrQuery.parse(query(request), null)) {
            case Parsed.Valid(CdrQuery query) -> desk.serve(query, connection, () -> lose(cookie, connection));
            case Parsed.Wrong wrong -> {
                tally.wrongQueries.incrementAndGet();
                error(connection, INVALID_PARAMETERS, "Invalid parameters!");
            }
        }
    }

    /** As if the session had been taken away, and the password changed for a moment. */
    private void lose(String cookie, Connection connection) throws IOException {
        cookies.remove(cookie);
        refusesNextLogin = true;
        error(connection, COOKIE_ERROR, "Cookie error");
    }

    private static String query(JsonNode request) {
        return request.properties().stream()
                .filter(member ->
                        !member.getKey().equals("action") && !member.getKey().equals("cookie"))
                .map(member ->
                        encode(member.getKey()) + "=" + encode(member.getValue().asString("")))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void error(Connection connection, int status, String message) throws IOException {
        connection.answer(200, TYPE, "{\"response\":{\"error_msg\":\"" + message + "\"},\"status\":" + status + "}");
    }
}

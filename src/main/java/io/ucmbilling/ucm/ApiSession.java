package io.ucmbilling.ucm;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.RefusedPageException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A site's session on the newer HTTPS API (contract U1), where every request is a {@code POST /api} of a JSON object. One a site,
 * for records and recordings alike, so that neither's login ends the other's session. Safe for use by several threads.
 *
 * <ol>
 *   <li>{@code challenge} for the user gives a challenge;
 *   <li>{@code login} with md5(challenge + password) gives a cookie, which all that follows goes with;
 *   <li>a cookie refused sooner than expected is renewed once a request, by one thread for all.
 * </ol>
 *
 * A refused login is never repeated here, as the UCM locks the account.
 */
final class ApiSession {
    /** About ten minutes is its life (contract U1); renewed before that. */
    private static final Duration COOKIE_LIFE = Duration.ofMinutes(9);
    /** Need authentication, cookie error: the session is over. */
    private static final Set<Integer> SESSION_OVER = Set.of(-5, -6);
    /** To a challenge: wrong account, login restricted, login forbidden, no such user. To a login every status refuses. */
    private static final Set<Integer> NO_LOGIN = Set.of(-37, -68, -70, -71);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Site site;
    private final Clock clock;
    private final RefusedLogin refused;
    private final ReentrantLock loggingIn = new ReentrantLock();
    private volatile @Nullable Session session;

    ApiSession(Site site, Clock clock, RefusedLogin refused) {
        this.site = site;
        this.clock = clock;
        this.refused = refused;
    }

    private record Session(String cookie, Instant until) {}

    /** One request with that cookie. */
    interface Asking<T> {
        T with(String cookie) throws UcmFault, RefusedPageException;
    }

    /**
     * Asks with a cookie, logging in first where there is none.
     *
     * @param action for the fault where it is refused
     * @param heeds whether a login refused not long ago stops another; see {@link RefusedLogin}
     */
    <T> T ask(Exchange exchange, String action, boolean heeds, Asking<T> asking) throws UcmFault {
        Session known = session;
        if (known != null && isGood(known)) {
            try {
                return asking.with(known.cookie());
            } catch (RefusedPageException e) {
                if (!SESSION_OVER.contains(e.status())) {
                    throw refused(action, e.status());
                }
            }
        }
        Session renewed = renewed(exchange, known, heeds);
        try {
            return asking.with(renewed.cookie());
        } catch (RefusedPageException e) {
            throw refused(action, e.status());
        }
    }

    private boolean isGood(Session session) {
        return clock.instant().isBefore(session.until());
    }

    /** Logs in, unless another thread has done so since that session was seen. */
    @SuppressWarnings("ReferenceEquality")
    private Session renewed(Exchange exchange, @Nullable Session old, boolean heeds) throws UcmFault {
        lock();
        try {
            Session known = session;
            if (known != null && known != old && isGood(known)) {
                return known;
            }
            if (heeds) {
                refused.check();
            }
            return started(exchange);
        } finally {
            loggingIn.unlock();
        }
    }

    private Session started(Exchange exchange) throws UcmFault {
        try {
            session = null;
            Session fresh = logIn(exchange);
            session = fresh;
            refused.forget();
            return fresh;
        } catch (UcmFault fault) {
            throw fault.kind() == FaultKind.LOGIN_REFUSED ? refused.remember(fault) : fault;
        }
    }

    private void lock() throws UcmFault {
        try {
            loggingIn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.of(site, FaultKind.BROKEN_OFF, "an interruption of the gateway's own", "to log in");
        }
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
        Answer answer = exchange.send(post(request));
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

    /** A request of these values, to be made as often as it is sent. */
    Supplier<HttpUriRequestBase> post(Map<String, String> request) {
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

package io.ucmbilling.testing.ucm;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** HTTP Basic and Digest (RFC 7616 with MD5 and {@code qop=auth}) as a UCM checks them. */
final class AuthenticationCheck {
    private static final Duration NONCE_LIFE = Duration.ofMinutes(10);
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");

    private final RequiredAuthentication asked;
    private final Account account;
    private final Clock clock;
    private final Map<String, Instant> nonces = new ConcurrentHashMap<>();
    private final AtomicLong nonceNumber = new AtomicLong();

    /** How a request stands. */
    enum Standing {
        ADMITTED,
        /** Without credentials of an accepted kind: asked for them. */
        UNSIGNED,
        /** With a nonce that is too old: asked again, which is no wrong password. */
        STALE,
        WRONG
    }

    AuthenticationCheck(RequiredAuthentication asked, Account account, Clock clock) {
        this.asked = asked;
        this.account = account;
        this.clock = clock;
    }

    Standing check(HttpRequest request) {
        String header = request.header("authorization");
        if (asked == RequiredAuthentication.NONE) {
            return Standing.ADMITTED;
        } else if (header != null && header.startsWith("Basic ") && asked != RequiredAuthentication.DIGEST) {
            return judge(isRightBasic(header.substring(6)));
        } else if (header != null && header.startsWith("Digest ") && asked != RequiredAuthentication.BASIC) {
            return digest(request, parameters(header.substring(7)));
        }
        return Standing.UNSIGNED;
    }

    /** The WWW-Authenticate lines of a 401. */
    String[] challenges(Standing standing) {
        List<String> lines = new ArrayList<>();
        if (asked != RequiredAuthentication.BASIC) {
            String nonce = String.format(Locale.ROOT, "%016x", nonceNumber.incrementAndGet());
            nonces.put(nonce, clock.instant());
            lines.add("WWW-Authenticate: Digest realm=\"asterisk\", nonce=\"" + nonce
                    + "\", qop=\"auth\", algorithm=MD5" + (standing == Standing.STALE ? ", stale=true" : ""));
        }
        if (asked != RequiredAuthentication.DIGEST) {
            lines.add("WWW-Authenticate: Basic realm=\"asterisk\"");
        }
        return lines.toArray(String[]::new);
    }

    private boolean isRightBasic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            return pair.equals(account.username() + ":" + account.password());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Standing digest(HttpRequest request, Map<String, String> given) {
        Instant made = nonces.get(given.getOrDefault("nonce", ""));
        if (made == null || made.plus(NONCE_LIFE).isBefore(clock.instant())) {
            return Standing.STALE;
        }
        String uri = given.getOrDefault("uri", "");
        String user = Account.md5(account.username() + ":asterisk:" + account.password());
        String what = Account.md5(request.method() + ":" + uri);
        String expected = Account.md5(String.join(
                ":",
                user,
                given.getOrDefault("nonce", ""),
                given.getOrDefault("nc", ""),
                given.getOrDefault("cnonce", ""),
                given.getOrDefault("qop", ""),
                what));
        return judge(account.username().equals(given.get("username"))
                && "auth".equals(given.get("qop"))
                && uri.replace("\\\"", "\"").equals(request.signedTarget())
                && expected.equals(given.get("response")));
    }

    private Standing judge(boolean right) {
        return account.admits(right) ? Standing.ADMITTED : Standing.WRONG;
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            @Nullable String quoted = matcher.group(2);
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), quoted == null ? matcher.group(3) : quoted);
        }
        return parameters;
    }
}

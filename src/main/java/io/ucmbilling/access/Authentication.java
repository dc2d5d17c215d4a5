package io.ucmbilling.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * Digest (MD5, {@code qop="auth"}, and RFC 2069 without qop) and Basic, as contract S1.3 says.
 *
 * <p>A Digest request is checked in this order, so that {@code stale} is told only to someone who knows the password:
 *
 * <ol>
 *   <li>user name, realm, algorithm, qop, uri: else refused;
 *   <li>the response: else refused;
 *   <li>the nonce, signed by a replica and fresh: else stale;
 *   <li>the nonce count, not seen before by this replica: else stale too, so that an honest client that went astray is told to
 *       begin with a new nonce and recovers by itself, while a replayed request gets nothing either way.
 * </ol>
 */
public final class Authentication {
    private static final String DIGEST = "Digest ";
    private static final String BASIC = "Basic ";

    private final Nonces nonces;

    /**
     * @param secret signs the nonces; the same for all replicas, which then take each other's
     */
    public Authentication(byte[] secret, Clock clock) {
        this.nonces = new Nonces(secret, clock);
    }

    /** Results of checking a request's credentials. */
    public enum Verdict {
        PASSED,
        REFUSED,
        /** The credentials are right, the nonce is not: the client shall try again with the new one. */
        STALE
    }

    /**
     * One request to be authenticated.
     *
     * @param method as sent
     * @param target the raw request target in origin form: path and query
     * @param authorization the header's value, one char a byte; null: none sent
     */
    public record Request(
            String method, String target, @Nullable String authorization) {}

    /** Checks what the request shows. A passed Digest request passes once. */
    public Verdict check(Credentials credentials, Request request) {
        String header = request.authorization();
        if (header == null) {
            return Verdict.REFUSED;
        }
        if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return basic(credentials, header.substring(BASIC.length()).strip());
        }
        if (header.regionMatches(true, 0, DIGEST, 0, DIGEST.length())) {
            var parameters = DigestHeader.parse(header.substring(DIGEST.length()), request.target());
            return parameters == null ? Verdict.REFUSED : digest(credentials, request, parameters);
        }
        return Verdict.REFUSED;
    }

    /** Returns the values of the two WWW-Authenticate headers of a 401, in their order. */
    public List<String> challenges(Credentials credentials, boolean stale) {
        String realm = credentials.realm().replace("\\", "\\\\").replace("\"", "\\\"");
        return List.of(
                "Digest realm=\"" + realm + "\", qop=\"auth\", algorithm=MD5, nonce=\"" + nonces.issue() + "\""
                        + (stale ? ", stale=true" : ""),
                "Basic realm=\"" + realm + "\"");
    }

    private static Verdict basic(Credentials credentials, String token) {
        try {
            byte[] pair = Base64.getDecoder().decode(token);
            return credentials.isPair(pair) ? Verdict.PASSED : Verdict.REFUSED;
        } catch (IllegalArgumentException e) {
            return Verdict.REFUSED;
        }
    }

    private Verdict digest(Credentials credentials, Request request, Map<String, String> parameters) {
        String nonce = parameters.getOrDefault("nonce", "");
        String uri = parameters.getOrDefault("uri", "");
        boolean named = credentials.isUsername(parameters.getOrDefault("username", ""))
                & isEqual(latin1(credentials.realm()), parameters.getOrDefault("realm", ""));
        long count = count(parameters);
        if (!named
                || count < 0
                || !originForm(uri).equals(request.target())
                || !parameters.getOrDefault("algorithm", "MD5").equalsIgnoreCase("MD5")
                || !answers(credentials, request.method(), parameters)) {
            return Verdict.REFUSED;
        }
        return nonces.isFresh(nonce) && nonces.isFirst(nonce, count) ? Verdict.PASSED : Verdict.STALE;
    }

    /**
     * Returns {@code nc} as a number, 0 for a request of RFC 2069, which has no qop; -1: qop and nc do not fit
     * together.
     */
    private static long count(Map<String, String> parameters) {
        String qop = parameters.get("qop");
        String count = parameters.getOrDefault("nc", "");
        if (qop == null) {
            return 0;
        }
        return qop.equalsIgnoreCase("auth") && count.matches("[0-9A-Fa-f]{1,8}") && Long.parseLong(count, 16) > 0
                ? Long.parseLong(count, 16)
                : -1;
    }

    private static boolean answers(Credentials credentials, String method, Map<String, String> parameters) {
        String response = parameters.getOrDefault("response", "");
        String nonce = parameters.getOrDefault("nonce", "");
        String qop = parameters.get("qop");
        String middle = qop == null
                ? nonce
                : String.join(":", nonce, parameters.get("nc"), parameters.getOrDefault("cnonce", ""), qop);
        String request = digest(method + ":" + parameters.get("uri"));
        boolean right = false;
        for (String secret : credentials.digests()) {
            right |= isEqual(digest(secret + ":" + middle + ":" + request), response);
        }
        return right;
    }

    /** Returns path and query of an absolute target: the part behind the authority. */
    static String originForm(String uri) {
        if (!uri.startsWith("http://") && !uri.startsWith("https://")) {
            return uri;
        }
        int path = uri.indexOf('/', uri.indexOf("//") + 2);
        return path < 0 ? "/" : uri.substring(path);
    }

    /**
     * Returns MD5 in lower-case hex, of the text as a header carries it: the algorithm that every client of a UCM knows
     * (RFC 7616).
     */
    private static String digest(String header) {
        return DigestUtils.md5Hex(header.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean isEqual(String expected, String found) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.ISO_8859_1), found.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the text as a header carries it when the client writes UTF-8: one char a byte. */
    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}

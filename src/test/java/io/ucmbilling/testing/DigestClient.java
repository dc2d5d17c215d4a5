package io.ucmbilling.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes Authorization headers by hand, so that each part of them can be wrong. */
public record DigestClient(String username, String password, String realm, String nonce) {
    private static final String CNONCE = "0a4f113b";

    /** Takes realm and nonce of the challenge in a 401. */
    public static DigestClient answering(RawHttps.Answer unauthorized, String username, String password) {
        String challenge = unauthorized.header("WWW-Authenticate").getFirst();
        return new DigestClient(username, password, value(challenge, "realm"), value(challenge, "nonce"));
    }

    /** The same client with another nonce. */
    public DigestClient withNonce(String other) {
        return new DigestClient(username, password, realm, other);
    }

    /** {@code qop=auth}, with that nonce count. */
    public String header(String method, String uri, int count) {
        String nc = String.format(java.util.Locale.ROOT, "%08x", count);
        String response = md5(secret() + ":" + nonce + ":" + nc + ":" + CNONCE + ":auth:" + md5(method + ":" + uri));
        return begin(uri) + ", qop=auth, nc=" + nc + ", cnonce=\"" + CNONCE + "\", response=\"" + response + "\"";
    }

    /** As RFC 2069 has it: neither qop nor count. */
    public String headerWithoutQop(String method, String uri) {
        return begin(uri) + ", response=\"" + md5(secret() + ":" + nonce + ":" + md5(method + ":" + uri)) + "\"";
    }

    private String begin(String uri) {
        return "Authorization: Digest username=\"" + username + "\", realm=\"" + realm + "\", nonce=\"" + nonce
                + "\", uri=\"" + uri + "\"";
    }

    private String secret() {
        return md5(username + ":" + realm + ":" + password);
    }

    private static String value(String challenge, String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + name + " in " + challenge);
        }
        return matcher.group(1);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DigestClient[" + username + "]";
    }
}

package io.ucmbilling.simulator.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers to one Digest challenge (RFC 7616), MD5 with {@code qop=auth}, one request after the other. */
public final class DigestAnswer {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,]+))");
    private static final String CNONCE = "7563dc0ab1";

    private final Map<String, String> challenge;
    private int count;

    public DigestAnswer(String challenge) {
        this.challenge = parameters(challenge);
    }

    /** The parameters of a challenge, names in lower case. */
    public static Map<String, String> parameters(String challenge) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            @Nullable String quoted = matcher.group(2);
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), quoted == null ? matcher.group(3) : quoted);
        }
        return parameters;
    }

    /** The Authorization header's value. */
    public String header(Target.Login login, String method, String uri) {
        count++;
        String realm = challenge.getOrDefault("realm", "");
        String nonce = challenge.getOrDefault("nonce", "");
        String nc = String.format(Locale.ROOT, "%08x", count);
        String user = md5(login.user() + ":" + realm + ":" + login.password());
        String response = md5(user + ":" + nonce + ":" + nc + ":" + CNONCE + ":auth:" + md5(method + ":" + uri));
        return "Digest username=\"" + login.user() + "\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\""
                + uri + "\", qop=auth, nc=" + nc + ", cnonce=\"" + CNONCE + "\", response=\"" + response + "\"";
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

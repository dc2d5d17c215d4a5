package io.ucmbilling.access.client;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A new key of a client, which is shown once and kept nowhere. The settings hold its hash.
 *
 * @param text 43 characters of URL-safe Base64 that stand for 32 random bytes
 */
public record ApiKey(String text) {
    private static final int BYTES = 32;

    /** Makes a key that nobody has. */
    public static ApiKey fresh() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return new ApiKey(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    /** Returns SHA-256 of its UTF-8 bytes, as 64 lower-case hex digits: a value of {@code key-sha256}. */
    public String sha256() {
        return DigestUtils.sha256Hex(text);
    }

    static byte[] sha256(String key) {
        return DigestUtils.sha256(key.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a text without the key. */
    @Override
    public String toString() {
        return "ApiKey[" + sha256() + "]";
    }
}

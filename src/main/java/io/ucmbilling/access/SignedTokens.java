package io.ucmbilling.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that any replica takes, of which nothing is kept when one is issued: the moment of issue, eight random bytes, and
 * their HMAC-SHA256 (cut to 16 bytes) under a key that all replicas share. A token is good for one purpose, which is signed
 * but not in it. Each has one spelling, so that whoever remembers one by its text knows it again.
 */
final class SignedTokens {
    /** How far the clock of another replica may be ahead. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private static final String HMAC = "HmacSHA256";
    private static final int PAYLOAD_BYTES = Long.BYTES * 2;
    private static final int SIGNATURE_BYTES = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final SecretKeySpec key;
    private final Duration life;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SignedTokens(byte[] key, Duration life, Clock clock) {
        this.key = new SecretKeySpec(key, HMAC);
        this.life = life;
        this.clock = clock;
    }

    /** Returns a new token, of characters that a header, a URL and a cookie take as they are. */
    String issue(String purpose) {
        byte[] payload = ByteBuffer.allocate(PAYLOAD_BYTES)
                .putLong(clock.millis())
                .putLong(random.nextLong())
                .array();
        byte[] token = Arrays.copyOf(payload, PAYLOAD_BYTES + SIGNATURE_BYTES);
        System.arraycopy(signature(payload, purpose), 0, token, PAYLOAD_BYTES, SIGNATURE_BYTES);
        return ENCODER.encodeToString(token);
    }

    /** Returns whether a replica issued it for that purpose, and not too long ago. */
    boolean isFresh(String token, String purpose) {
        byte[] bytes = bytes(token);
        if (bytes.length != PAYLOAD_BYTES + SIGNATURE_BYTES) {
            return false;
        }
        byte[] payload = Arrays.copyOf(bytes, PAYLOAD_BYTES);
        byte[] signature = Arrays.copyOfRange(bytes, PAYLOAD_BYTES, bytes.length);
        if (!MessageDigest.isEqual(signature(payload, purpose), signature)) {
            return false;
        }
        Duration age =
                Duration.between(Instant.ofEpochMilli(ByteBuffer.wrap(payload).getLong()), clock.instant());
        return age.compareTo(life) <= 0 && age.compareTo(CLOCK_SKEW.negated()) >= 0;
    }

    /** Returns the bytes, none if it is not as {@link #issue} writes it: Java also takes padding, and any spare bits at the end. */
    private static byte[] bytes(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            return ENCODER.encodeToString(bytes).equals(token) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] signature(byte[] payload, String purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(payload);
            return Arrays.copyOf(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no HMAC-SHA256, which every JVM must have", e);
        }
    }
}

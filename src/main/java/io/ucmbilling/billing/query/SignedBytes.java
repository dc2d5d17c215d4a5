package io.ucmbilling.billing.query;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * Bytes that clients keep and give back, in URL-safe Base64 behind the first 16 bytes of an HMAC-SHA256. It covers the bytes and a
 * context that is not in the text: one that was altered, or is shown in another context, is known as such.
 */
public final class SignedBytes {
    private static final int SIGNATURE_BYTES = 16;

    private final Supplier<byte[]> key;

    /** @param key the same for all replicas, and after a restart */
    public SignedBytes(Supplier<byte[]> key) {
        this.key = key;
    }

    /** Returns whether a text looks like one of these. Whether it was written here, only {@link #read} tells. */
    static boolean isWellFormed(String text) {
        byte[] all = decoded(text);
        return all.length >= SIGNATURE_BYTES
                && Base64.getUrlEncoder().withoutPadding().encodeToString(all).equals(text);
    }

    public String write(String context, byte[] bytes) {
        byte[] text = Arrays.copyOf(signature(context, bytes), SIGNATURE_BYTES + bytes.length);
        System.arraycopy(bytes, 0, text, SIGNATURE_BYTES, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /** Returns the bytes of a text; empty: this was not written here in that context, in the one way in which it is. */
    public Optional<byte[]> read(String context, String text) {
        byte[] all = decoded(text);
        if (all.length < SIGNATURE_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = Arrays.copyOfRange(all, SIGNATURE_BYTES, all.length);
        boolean own = MessageDigest.isEqual(signature(context, bytes), Arrays.copyOf(all, SIGNATURE_BYTES));
        return own && write(context, bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] signature(String context, byte[] bytes) {
        byte[] before = (context + "|").getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(before, before.length + bytes.length);
        System.arraycopy(bytes, 0, all, before.length, bytes.length);
        return Arrays.copyOf(new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key.get()).hmac(all), SIGNATURE_BYTES);
    }
}

package io.ucmbilling.billing.query;

import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/**
 * Cursors that any replica takes (billing contract B1).
 *
 * <ol>
 *   <li>A cursor is the first 16 bytes of an HMAC-SHA256, then the position that it stands for, in URL-safe Base64.
 *   <li>The HMAC covers the position and the list that it belongs to: the client, the endpoint, its filters as understood, order and
 *       zone. None of these is in the cursor, so that it says nothing and is as short as the position.
 *   <li>A cursor that was altered, or is shown with another list, has a wrong HMAC and is refused.
 * </ol>
 */
public final class Cursors {
    private static final int SIGNATURE_BYTES = 16;

    private final Supplier<byte[]> key;

    /** @param key signs the cursors; the same for all replicas, and after a restart */
    public Cursors(Supplier<byte[]> key) {
        this.key = key;
    }

    /**
     * Returns the cursor of a position.
     *
     * @param list what the list is, part by part, spelt in one way only
     */
    public String write(List<String> list, String position) {
        byte[] bytes = position.getBytes(StandardCharsets.UTF_8);
        byte[] cursor = Arrays.copyOf(signature(list, bytes), SIGNATURE_BYTES + bytes.length);
        System.arraycopy(bytes, 0, cursor, SIGNATURE_BYTES, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** Returns the position of a cursor, or refuses it. */
    public String read(List<String> list, String cursor) {
        byte[] bytes = decoded(cursor);
        if (bytes.length >= SIGNATURE_BYTES) {
            byte[] position = Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length);
            if (MessageDigest.isEqual(signature(list, position), Arrays.copyOf(bytes, SIGNATURE_BYTES))) {
                return new String(position, StandardCharsets.UTF_8);
            }
        }
        throw new ProblemException(Problem.wrongValue(
                Parameter.CURSOR.name(),
                cursor,
                "next of the page before, with the same filters, order and zone, of the same client"));
    }

    /** Returns the bytes; none if that is not the one way in which they are written. */
    private static byte[] decoded(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            boolean same = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(cursor);
            return same ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] signature(List<String> list, byte[] position) {
        StringBuilder context = new StringBuilder();
        list.forEach(part -> context.append(part.length()).append(':').append(part));
        context.append('|').append(Base64.getEncoder().encodeToString(position));
        byte[] mac = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key.get()).hmac(context.toString());
        return Arrays.copyOf(mac, SIGNATURE_BYTES);
    }
}

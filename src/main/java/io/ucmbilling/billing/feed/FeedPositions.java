package io.ucmbilling.billing.feed;

import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.query.FeedParameters;
import io.ucmbilling.calls.view.FeedPosition;
import io.ucmbilling.store.database.SharedSecret;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Positions of the feed as clients keep them (billing contract B3).
 *
 * <ol>
 *   <li>A position is the place, the mark of its era, and the first 16 bytes of an HMAC-SHA256 of both, in URL-safe Base64: 43
 *       characters.
 *   <li>It is bound to no client and no filter, so the HMAC covers nothing else.
 *   <li>One that was altered has a wrong HMAC and is refused. The mark tells a place of a database's lost future apart.
 * </ol>
 */
@Component
final class FeedPositions {
    private static final int POSITION_BYTES = 16;
    private static final int TAG_BYTES = 16;

    private final Supplier<byte[]> key;

    @Autowired
    FeedPositions(SharedSecret secret) {
        this(SingletonSupplier.of(() -> secret.derived("feed positions")));
    }

    /** @param key signs the positions; the same for all replicas, and after a restart */
    FeedPositions(Supplier<byte[]> key) {
        this.key = key;
    }

    String write(FeedPosition position) {
        ByteBuffer bytes = ByteBuffer.allocate(POSITION_BYTES + TAG_BYTES)
                .putLong(position.place())
                .putLong(position.mark());
        bytes.put(tag(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Returns the position of a text, or refuses it. */
    FeedPosition read(String text) {
        byte[] bytes = decoded(text);
        if (bytes.length == POSITION_BYTES + TAG_BYTES
                && MessageDigest.isEqual(tag(bytes), Arrays.copyOfRange(bytes, POSITION_BYTES, bytes.length))) {
            ByteBuffer position = ByteBuffer.wrap(bytes);
            FeedPosition read = new FeedPosition(position.getLong(), position.getLong());
            if (write(read).equals(text)) {
                return read;
            }
        }
        throw new ProblemException(Problem.wrongValue(
                FeedParameters.AFTER.name(),
                text,
                "next of an answer of this feed, unaltered, or now; or no such parameter"));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private byte[] tag(byte[] bytes) {
        byte[] mac = new HmacUtils(HmacAlgorithms.HMAC_SHA_256, key.get()).hmac(Arrays.copyOf(bytes, POSITION_BYTES));
        return Arrays.copyOf(mac, TAG_BYTES);
    }
}

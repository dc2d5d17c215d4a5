package io.ucmbilling.billing.feed;

import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.query.FeedParameters;
import io.ucmbilling.billing.query.SignedBytes;
import io.ucmbilling.calls.view.FeedPosition;
import io.ucmbilling.store.database.SharedSecret;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Positions of the feed as clients keep them (billing contract B3).
 *
 * <ol>
 *   <li>A position is the place and the mark of its era, see {@link SignedBytes}: 43 characters.
 *   <li>It is bound to no client and no filter, so the context is empty.
 *   <li>One that was altered is refused. The mark tells a place of a database's lost future apart.
 * </ol>
 */
@Component
final class FeedPositions {
    private static final int POSITION_BYTES = 16;
    private static final String ANY_CONTEXT = "";

    private final SignedBytes signed;

    @Autowired
    FeedPositions(SharedSecret secret) {
        this(SingletonSupplier.of(() -> secret.derived("feed positions")));
    }

    /** @param key signs the positions; the same for all replicas, and after a restart */
    FeedPositions(Supplier<byte[]> key) {
        this.signed = new SignedBytes(key);
    }

    String write(FeedPosition position) {
        ByteBuffer bytes =
                ByteBuffer.allocate(POSITION_BYTES).putLong(position.place()).putLong(position.mark());
        return signed.write(ANY_CONTEXT, bytes.array());
    }

    /** Returns the position of a text, or refuses it. */
    FeedPosition read(String text) {
        return signed.read(ANY_CONTEXT, text)
                .filter(bytes -> bytes.length == POSITION_BYTES)
                .map(ByteBuffer::wrap)
                .map(position -> new FeedPosition(position.getLong(), position.getLong()))
                .orElseThrow(() -> new ProblemException(
                        Problem.wrongValue(FeedParameters.AFTER.name(), text, FeedParameters.EXPECTED_AFTER)));
    }
}

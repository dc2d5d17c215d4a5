package io.ucmbilling.billing.feed;

import io.ucmbilling.calls.view.FeedPosition;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Follower that has asked and is not yet answered: a request without a thread.
 *
 * @param question goes on where it was last found that there is nothing
 * @param deadline of {@code System.nanoTime()}: then it is answered in any case
 */
record Follower(FeedQuestion question, long deadline, DeferredResult<ResponseEntity<ChangesView>> result) {
    /** How long the server keeps a request beyond its time, if all else fails. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    /** Deadlines that are so close are one. */
    private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    static Follower of(FeedQuestion question, Duration wait) {
        return new Follower(
                question,
                System.nanoTime() + wait.toNanos(),
                new DeferredResult<>(wait.plus(GRACE).toMillis()));
    }

    boolean isOver() {
        return System.nanoTime() + TOGETHER_NANOS - deadline >= 0;
    }

    /** Returns the position up to which it has read; it has, if it waits. */
    FeedPosition position() {
        return Objects.requireNonNull(question.after());
    }

    Follower from(FeedQuestion next) {
        return new Follower(next, deadline, result);
    }

    void answer(ChangesView changes) {
        result.setResult(
                ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(changes));
    }
}

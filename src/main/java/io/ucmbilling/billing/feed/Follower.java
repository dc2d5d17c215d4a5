package io.ucmbilling.billing.feed;

import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.calls.view.FeedPosition;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Follower that has asked and is not yet answered: a request without a thread. Its result is the lock under which its client is looked
 * for, as nobody may write to the client meanwhile.
 *
 * @param question goes on where it was last found that there is nothing
 * @param deadline of {@code System.nanoTime()}: then it is answered in any case
 */
record Follower(
        FeedQuestion question, long deadline, ClientPresence client, DeferredResult<ResponseEntity<byte[]>> result) {
    /** How long the server keeps a request beyond its time, if all else fails. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    /** Deadlines that are so close are one. */
    private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    static Follower of(FeedQuestion question, Duration wait, ClientPresence client) {
        return new Follower(
                question,
                System.nanoTime() + wait.toNanos(),
                client,
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
        return new Follower(next, deadline, client, result);
    }

    /** Returns whether its client still waits. Call it for one that waits, not while its request is being taken in. */
    boolean isHere() {
        synchronized (result) {
            return result.isSetOrExpired() || client.isOpen();
        }
    }

    void answer(ResponseEntity<byte[]> answer) {
        synchronized (result) {
            result.setResult(answer);
        }
    }

    void fail(RuntimeException failure) {
        synchronized (result) {
            result.setErrorResult(failure);
        }
    }
}

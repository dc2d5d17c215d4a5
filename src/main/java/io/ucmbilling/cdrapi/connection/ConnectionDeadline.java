package io.ucmbilling.cdrapi.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a connection is closed, while it waits for its peer. While the gateway works on an answer there is none:
 *
 * <ol>
 *   <li>accepted: {@code request-timeout} for the TLS handshake and the whole head;
 *   <li>{@link #begin}: the gateway works; a form body has {@code request-timeout} again;
 *   <li>an answer of cdrapi may wait {@code answer-timeout} for its peer, all pauses together. One of recapi may take as long
 *       as it needs, but each 16 KB must be taken within {@code request-timeout} (Tomcat's own timeout for a write);
 *   <li>{@link #end}: what is left of the answer must be taken, and what is left of the request must come, within {@code
 *       answer-timeout};
 *   <li>idle: a minute until the next request begins, whose head has {@code request-timeout} from its first byte.
 * </ol>
 *
 * <p>State is changed by the thread that processes the connection, which is one at a time, and read by those that close
 * connections.
 */
public final class ConnectionDeadline {
    private final ConnectionLimits limits;
    private volatile @Nullable PeerWait wait;
    private volatile boolean unlimitedAnswer;
    private volatile long blockedSince;
    private volatile long blockedNanos;
    private boolean asked;

    /** The thing the peer is waited for, and until when, by {@link System#nanoTime}. */
    private record PeerWait(CloseReason missing, long until) {}

    ConnectionDeadline(ConnectionLimits limits) {
        this.limits = limits;
        awaitRequest(Duration.ZERO);
    }

    private void await(CloseReason missing, Duration most) {
        wait = new PeerWait(missing, System.nanoTime() + most.toNanos());
    }

    /** Waits for the rest of a request, after a pause of the gateway's own. */
    void awaitRequest(Duration pause) {
        await(CloseReason.REQUEST_TIMEOUT, limits.request().plus(pause));
    }

    /** Notes that bytes came: an idle connection's next request begins. */
    void wake() {
        PeerWait now = wait;
        if (now != null && now.missing() == CloseReason.IDLE) {
            awaitRequest(Duration.ZERO);
        }
    }

    /** Notes that nothing of a next request is here. A peer that sent no whole request so far keeps the time it has. */
    void rest() {
        if (asked) {
            asked = false;
            await(CloseReason.IDLE, ConnectionLimits.IDLE);
        }
    }

    /** Notes that a next request has begun while the one before was answered, and is not whole yet. */
    void startNext() {
        if (asked) {
            asked = false;
            awaitRequest(Duration.ZERO);
        }
    }

    /** Notes that a head is here: the gateway works until {@link #end}. */
    public void begin() {
        asked = true;
        unlimitedAnswer = false;
        blockedSince = 0;
        blockedNanos = 0;
        wait = null;
    }

    /** Notes that the peer is waited for to send a form body, until {@link #goOn}. */
    public void awaitBody() {
        awaitRequest(Duration.ZERO);
    }

    /** Notes that the gateway works again. */
    public void goOn() {
        wait = null;
    }

    /** Lets the answer to this request take as long as it progresses. */
    void allowLongAnswer() {
        unlimitedAnswer = true;
    }

    /** Notes that the answer was made. The rest of it may still be on its way. */
    public void end() {
        await(CloseReason.ANSWER_TIMEOUT, limits.answer());
    }

    /** Notes an attempt to send, and whether the network took all of it. */
    void sent(boolean all) {
        long since = blockedSince;
        if (!all && since == 0) {
            blockedSince = System.nanoTime() | 1;
        } else if (all && since != 0) {
            blockedNanos += System.nanoTime() - since;
            blockedSince = 0;
        }
    }

    /** Returns whether the peer is waited for, so that to close the connection breaks off no answer that progresses. */
    boolean isWaiting() {
        return wait != null;
    }

    /** Returns whether a request has begun, or its answer is not all sent. */
    boolean isBusy() {
        PeerWait waited = wait;
        return waited == null || waited.missing() != CloseReason.IDLE;
    }

    /** Returns why the connection is to be closed now; null: it is not. */
    @Nullable
    CloseReason overdue(long now) {
        PeerWait waited = wait;
        if (waited != null) {
            return now - waited.until() > 0 ? waited.missing() : null;
        }
        long since = blockedSince;
        long blocked = blockedNanos + (since == 0 ? 0 : now - since);
        return !unlimitedAnswer && blocked > limits.answer().toNanos() ? CloseReason.ANSWER_TIMEOUT : null;
    }
}

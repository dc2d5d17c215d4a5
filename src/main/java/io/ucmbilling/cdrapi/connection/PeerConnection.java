package io.ucmbilling.cdrapi.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection and whom it waits for. While it waits for its peer there is a moment at which it is closed; while
 * the gateway works on an answer there is none:
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
 * <p>A peer that no export permits has five seconds in all. State is changed by the thread that processes the connection, which
 * is one at a time, and read by those that close connections.
 */
public final class PeerConnection {
    /** From accept to the end of the answer 403. */
    static final Duration OF_A_STRANGER = Duration.ofSeconds(5);

    private static final ScopedValue<PeerConnection> CURRENT = ScopedValue.newInstance();

    /**
     * Several TLS records are made of one buffer, which costs a recording a tenth of the time less than Tomcat's 8 KB. Not for
     * every connection, as each would hold as much from its accept on.
     */
    private static final int LARGE_BUFFER = 64 * 1024;

    private final SocketChannel socket;
    private final InetAddress peer;
    private final Origin origin;
    private final ConnectionLimits limits;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long acceptedAt = System.nanoTime();

    private volatile @Nullable Wait wait;
    private volatile boolean heard;
    private volatile boolean unlimitedAnswer;
    private volatile long blockedSince;
    private volatile long blockedNanos;
    private boolean asked;
    private @Nullable SocketBufferHandler buffers;

    /** Where a connection comes from. */
    public enum Origin {
        /** A peer that at least one export of the listener permits. */
        PERMITTED,
        /** A peer that none permits. */
        STRANGER,
        /** The gateway itself, which asks whether the listener answers. */
        SELF
    }

    /** What the peer is waited for, and until when, by {@link System#nanoTime}. */
    private record Wait(CloseReason missing, long until) {}

    PeerConnection(SocketChannel socket, InetAddress peer, Origin origin, ConnectionLimits limits) {
        this.socket = socket;
        this.peer = peer;
        this.origin = origin;
        this.limits = limits;
        await(CloseReason.REQUEST_TIMEOUT, limits.request());
    }

    /** The connection whose request the calling thread answers; null outside of one. */
    public static @Nullable PeerConnection current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Runs something of this connection, which is the current one meanwhile. */
    <T> T call(ScopedValue.CallableOp<T, RuntimeException> work) {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    public Origin origin() {
        return origin;
    }

    SocketChannel socket() {
        return socket;
    }

    InetAddress peer() {
        return peer;
    }

    /** Notes that something came from the peer. */
    void hear() {
        heard = true;
    }

    /** Whether anything ever came from the peer. */
    boolean wasHeard() {
        return heard;
    }

    /** Notes that bytes came: an idle connection's next request begins. */
    void wake() {
        Wait now = wait;
        if (now != null && now.missing() == CloseReason.IDLE) {
            await(CloseReason.REQUEST_TIMEOUT, limits.request());
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
            await(CloseReason.REQUEST_TIMEOUT, limits.request());
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
        await(CloseReason.REQUEST_TIMEOUT, limits.request());
    }

    /** Notes that the gateway works again. */
    public void goOn() {
        wait = null;
    }

    /**
     * Makes the peer wait before it is answered. Holds a virtual thread and this connection, no more; ends at once if the
     * connection is to make room for another.
     */
    public void pause(Duration length) throws InterruptedException {
        await(CloseReason.REQUEST_TIMEOUT, length.plus(limits.request()));
        if (!ended.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
            goOn();
        }
    }

    /** Lets the answer to this request take as long as it progresses, with the buffers of a large one: it may be a recording. */
    public void allowLongAnswer() {
        unlimitedAnswer = true;
        SocketBufferHandler now = buffers;
        if (now != null) {
            now.expand(LARGE_BUFFER);
        }
    }

    /** Tells it the buffers of its channel. */
    void attach(SocketBufferHandler ofChannel) {
        buffers = ofChannel;
    }

    /** Notes that the answer was made; the rest of it may still be on its way. */
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

    /** Whether it waits for its peer, so that to close it breaks off no answer that progresses. */
    boolean isWaiting() {
        return wait != null;
    }

    /** Why it is to be closed now; null: it is not. */
    @Nullable
    CloseReason overdue(long now) {
        if (origin == Origin.STRANGER && now - acceptedAt > OF_A_STRANGER.toNanos()) {
            return CloseReason.NOT_PERMITTED;
        }
        Wait waited = wait;
        if (waited != null) {
            return now - waited.until() > 0 ? waited.missing() : null;
        }
        long since = blockedSince;
        long blocked = blockedNanos + (since == 0 ? 0 : now - since);
        return !unlimitedAnswer && blocked > limits.answer().toNanos() ? CloseReason.ANSWER_TIMEOUT : null;
    }

    /**
     * Ends both directions, so that whoever reads, writes or waits on it finds its end and closes it in the ordinary way,
     * without a word to the peer.
     *
     * @param full whether the kernel still has much for the peer, which it is to forget
     */
    void shut(boolean full) {
        ended.countDown();
        try {
            if (full) {
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            socket.shutdownInput();
            socket.shutdownOutput();
        } catch (IOException e) {
            // Closed meanwhile, which is what is wanted.
        }
    }

    private void await(CloseReason missing, Duration most) {
        wait = new Wait(missing, System.nanoTime() + most.toNanos());
    }
}

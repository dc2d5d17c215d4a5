package io.ucmbilling.cdrapi.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection: whose it is, and when and how it is ended. It has a {@link ConnectionDeadline}. A peer that
 * no export permits has five seconds in all.
 */
public final class PeerConnection {
    /** Time from accept to the end of the answer 403. */
    static final Duration OF_A_STRANGER = Duration.ofSeconds(5);

    private static final ScopedValue<PeerConnection> CURRENT = ScopedValue.newInstance();

    /**
     * Buffer of several TLS records, with which a recording takes a tenth of the time less than with Tomcat's 8 KB. Not for
     * every connection, as each would hold as much from its accept on.
     */
    private static final int LARGE_BUFFER = 64 * 1024;

    private final SocketChannel socket;
    final InetAddress peer;
    private final Origin origin;
    private final ConnectionDeadline deadline;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long acceptedAt = System.nanoTime();

    /** Whether anything ever came from the peer. */
    volatile boolean heard;

    private @Nullable SocketBufferHandler buffers;

    /** Origins of a connection. */
    public enum Origin {
        /** A peer that at least one export of the listener permits. */
        PERMITTED,
        /** A peer that none permits. */
        STRANGER,
        /** The gateway itself, which asks whether the listener answers. */
        SELF
    }

    PeerConnection(SocketChannel socket, InetAddress peer, Origin origin, ConnectionLimits limits) {
        this.socket = socket;
        this.peer = peer;
        this.origin = origin;
        this.deadline = new ConnectionDeadline(limits);
    }

    /** Returns the connection whose request the calling thread answers; empty: it answers none. */
    public static Optional<PeerConnection> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Runs something of this connection, which is the current one meanwhile. */
    <T> T call(ScopedValue.CallableOp<T, RuntimeException> work) {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    public ConnectionDeadline deadline() {
        return deadline;
    }

    public Origin origin() {
        return origin;
    }

    /**
     * Makes the peer wait before it is answered. Holds a virtual thread and this connection, no more. Ends at once if the
     * connection is to make room for another.
     */
    public void pause(Duration length) {
        deadline.awaitRequest(length);
        try {
            if (!ended.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
                deadline.goOn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the answer to this request take as long as it progresses, with the buffers of a large one: it may be a recording. */
    public void allowLongAnswer() {
        deadline.allowLongAnswer();
        SocketBufferHandler now = buffers;
        if (now != null) {
            now.expand(LARGE_BUFFER);
        }
    }

    void attach(SocketBufferHandler ofChannel) {
        buffers = ofChannel;
    }

    /** Returns why it is to be closed now; null: it is not. */
    @Nullable
    CloseReason overdue(long now) {
        if (origin == Origin.STRANGER && now - acceptedAt > OF_A_STRANGER.toNanos()) {
            return CloseReason.NOT_PERMITTED;
        }
        return deadline.overdue(now);
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
}

package io.ucmbilling.cdrapi.connection;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's endpoint, which looks at a peer when it is accepted, before TLS and before any buffer is made for it.
 *
 * <ol>
 *   <li>Who may not come in ({@link ConnectionTable}) is closed there and then. It costs a file descriptor for a moment.
 *   <li>Of peers that no export permits, a few at a time come in to be told 403, as contract S1.2 demands
 *       ({@code src/docs/rationale/strangers.md}).
 *   <li>A connection is told of all that happens to it, and ended when its time is over ({@link PeerConnection}).
 * </ol>
 *
 * <p>Tomcat's own limit of connections must be off: at that limit its acceptor waits, and with it everybody.
 */
public final class ExportEndpoint extends NioEndpoint {
    private static final long BETWEEN_LOOKS_MILLIS = 20;

    private final ConnectionTable table;
    private List<Thread> threads = List.of();

    /** The connection for which the acceptor's thread is about to make a channel. No other thread uses it. */
    private @Nullable PeerConnection accepted;

    public ExportEndpoint(String listener, ConnectionLimits limits, PeerAdmission admission, MeterRegistry meters) {
        this.table = new ConnectionTable(listener, limits, admission, meters);
        setMaxConnections(-1);
    }

    ConnectionTable table() {
        return table;
    }

    /** Waits until no answer and no request is under way, no longer than that. */
    public void awaitAnswers(Duration longest) {
        long until = System.nanoTime() + longest.toNanos();
        try {
            while (table.isBusy() && System.nanoTime() - until < 0) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the names of the threads that accept and poll and have ended, though the endpoint was not stopped. */
    public List<String> endedThreads() {
        return isRunning()
                ? threads.stream()
                        .filter(thread -> !thread.isAlive())
                        .map(Thread::getName)
                        .toList()
                : List.of();
    }

    @Override
    public void startInternal() throws Exception {
        super.startInternal();
        threads = Stream.of("-Acceptor", "-Poller")
                .map(suffix -> thread(getName() + suffix))
                .toList();
    }

    private static Thread thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Tomcat began no thread " + name));
    }

    @Override
    public void setHandler(Handler<NioChannel> handler) {
        super.setHandler(new TellingHandler(handler, table));
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        PeerConnection connection = admit(socket);
        if (connection == null) {
            destroySocket(socket);
            return false;
        }
        accepted = connection;
        boolean registered = super.setSocketOptions(socket);
        if (!registered) {
            table.remove(connection);
        }
        return registered;
    }

    private @Nullable PeerConnection admit(SocketChannel socket) {
        try {
            return socket.getRemoteAddress() instanceof InetSocketAddress from ? table.admit(socket, from) : null;
        } catch (IOException e) {
            return null; // It has gone already.
        }
    }

    @Override
    protected NioChannel createChannel(SocketBufferHandler buffers) {
        return new TlsChannel(buffers, this, Objects.requireNonNull(accepted, "a channel is made for nobody"));
    }

    /** Tomcat's handler of connections, which also tells each connection when it is processed and the table when it is closed. */
    private record TellingHandler(Handler<NioChannel> handler, ConnectionTable table) implements Handler<NioChannel> {
        @Override
        public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
            if (!(socket.getSocket() instanceof TlsChannel channel)) {
                return handler.process(socket, event);
            }
            PeerConnection connection = channel.connection();
            connection.deadline().wake();
            SocketState state = connection.call(() -> handler.process(socket, event));
            if (state == SocketState.OPEN) {
                connection.deadline().rest();
            } else if (state == SocketState.LONG) {
                connection.deadline().startNext();
            }
            return state;
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> socket) {
            if (socket.getSocket() instanceof TlsChannel channel) {
                table.remove(channel.connection());
            }
            handler.release(socket);
        }

        @Override
        public Object getGlobal() {
            return handler.getGlobal();
        }

        @Override
        public void pause() {
            handler.pause();
        }

        @Override
        public void recycle() {
            handler.recycle();
        }
    }
}

package io.ucmbilling.testing.ucm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A small HTTPS server, a virtual thread a connection, that hands out its connections to break. */
final class TlsServer implements AutoCloseable {
    private static final int BACKLOG = 200;

    private final SSLContext context;
    private final Handler handler;
    private final InetSocketAddress address;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();
    private @Nullable ServerSocket listener;

    /** Answers one request, or does not. */
    interface Handler {
        void handle(HttpRequest request, Connection connection) throws IOException;
    }

    /** @param address with port 0: any free one */
    TlsServer(SSLContext context, InetSocketAddress address, Handler handler) {
        this.context = context;
        this.handler = handler;
        this.address = new InetSocketAddress(address.getAddress(), listen(address));
    }

    int port() {
        return address.getPort();
    }

    /** Connections taken so far. */
    int taken() {
        return taken.get();
    }

    private synchronized int listen(InetSocketAddress address) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
            listener = socket;
            Thread.ofVirtual().name("simulated-ucm-" + socket.getLocalPort()).start(() -> accept(socket));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(address + " of the simulated UCM", e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                taken.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                continue;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Connection connection = new Connection(client, context)) {
            open.add(connection);
            try {
                if (isListening()) {
                    converse(connection);
                }
            } finally {
                open.remove(connection);
            }
        } catch (IOException gone) {
            return;
        }
    }

    private void converse(Connection connection) throws IOException {
        for (HttpRequest request = connection.next(); request != null; request = connection.next()) {
            try {
                handler.handle(request, connection);
            } catch (RuntimeException e) {
                connection.answer(500, "text/plain", "simulated UCM: " + e);
            }
            if (!request.keepsAlive()) {
                return;
            }
        }
    }

    /** Breaks every connection and stops listening. */
    @Override
    public synchronized void close() {
        ServerSocket socket = listener;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        listener = null;
        open.forEach(Connection::reset);
    }

    private synchronized boolean isListening() {
        return listener != null;
    }

    /** Listens again, on the same port. */
    synchronized void reopen() {
        if (listener == null) {
            listen(address);
        }
    }
}

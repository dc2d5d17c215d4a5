package io.ucmbilling.ucm;

import io.ucmbilling.testing.Certificates;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server whose every byte a test says, over TLS or plain, one thread a connection. */
public final class RawServer implements AutoCloseable {
    public final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ServerSocket server;

    /** What is done with a connection; it is closed afterwards. */
    public interface Script {
        void play(RawServer server, Socket socket) throws Exception;
    }

    public static RawServer tls(Script script) {
        return new RawServer(StubServer.IDENTITY, script);
    }

    public static RawServer plain(Script script) {
        return new RawServer(null, script);
    }

    private RawServer(Certificates.@Nullable Identity identity, Script script) {
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            server = identity == null
                    ? new ServerSocket(0, 50, loopback)
                    : identity.serverContext().getServerSocketFactory().createServerSocket(0, 50, loopback);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(() -> accept(script));
    }

    private void accept(Script script) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> play(script, socket));
            } catch (IOException e) {
                // Closed: the loop ends.
                continue;
            }
        }
    }

    private void play(Script script, Socket socket) {
        try (socket) {
            script.play(this, socket);
        } catch (Exception e) {
            // The client went first, which is what some tests want.
            closed.getCount();
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Waits for the test's end, or for that long; whether the test has ended. */
    public boolean hold(long milliseconds) throws InterruptedException {
        return closed.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Reads a request's head; null where the client hung up before it. */
    public static @Nullable String head(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    public static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Ends the connection with a reset. */
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }
}

package io.ucmbilling.cdrapi;

import io.ucmbilling.testing.RawHttps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many TCP connections to one listener of this machine, from addresses of the loopback network that tell peers apart. */
final class Crowd implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final List<Socket> sockets = new ArrayList<>();

    /** Connects so often from 127.0.0.{@code host} and sends nothing. */
    Crowd join(int port, int count, int host) {
        for (int i = 0; i < count; i++) {
            connect(port, host);
        }
        return this;
    }

    /** Connects once from each of so many addresses, and sends nothing. */
    Crowd joinFromEverywhere(int port, int count) {
        for (int i = 0; i < count; i++) {
            connectFrom(port, "127.1." + i / 250 + "." + (i % 250 + 1));
        }
        return this;
    }

    Socket connect(int port, int host) {
        return connectFrom(port, "127.0.0." + host);
    }

    private Socket connectFrom(int port, String address) {
        try {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setReceiveBufferSize(4096);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Over TLS, a handshake done. */
    Socket tls(int port, int host) throws IOException {
        return tlsFrom(port, "127.0.0." + host);
    }

    Socket tlsFrom(int port, String address) throws IOException {
        Socket plain = connectFrom(port, address);
        Socket tls = RawHttps.trustingAnybody().getSocketFactory().createSocket(plain, "localhost", port, true);
        tls.setSoTimeout(PATIENCE_MILLIS);
        sockets.add(tls);
        return tls;
    }

    /** How many the other end has not closed, after at most that long for all together. */
    long open(Duration most) {
        return sockets.stream().filter(socket -> !isClosed(socket, most)).count();
    }

    /** Sends a byte of {@code text} every {@code pause}, over and over, until the other end closes; how often it could. */
    static int dribble(Socket socket, String text, Duration pause) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        socket.setSoTimeout(Math.toIntExact(pause.toMillis()));
        for (int i = 0; i < PATIENCE_MILLIS / pause.toMillis(); i++) {
            try {
                socket.getOutputStream().write(bytes, i % bytes.length, 1);
                if (socket.getInputStream().read() < 0) {
                    return i;
                }
            } catch (SocketTimeoutException e) {
                // The pause is over.
            } catch (IOException e) {
                return i;
            }
        }
        throw new AssertionError("the other end waits without end");
    }

    /** Whether the other end has closed it, or does so within that long. */
    static boolean isClosed(Socket socket, Duration most) {
        try {
            socket.setSoTimeout(Math.toIntExact(most.toMillis()));
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.ucmbilling.cdrapi.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A request over TLS to a listener of this process, which answers 204 to it and to nobody else. The listener knows it by the
 * address it comes from: a port that this socket has, announced before it connects.
 *
 * @param tls trusts the listener's certificate
 */
public record ListenerProbe(ExportEndpoint endpoint, SSLContext tls) {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 204";

    /**
     * Asks, and returns when the answer is there.
     *
     * @param most for connecting, and for each wait for bytes
     * @throws IOException if there is none, or another than expected
     */
    public void ask(Duration most) throws IOException {
        InetAddress host = reachable(endpoint.getAddress());
        int millis = Math.toIntExact(most.toMillis());
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(host, 0));
            InetSocketAddress self = new InetSocketAddress(host, socket.getLocalPort());
            endpoint.table().expect(self);
            try {
                socket.connect(new InetSocketAddress(host, endpoint.getLocalPort()), millis);
                socket.setSoTimeout(millis);
                converse(socket);
            } finally {
                endpoint.table().forget(self);
            }
        }
    }

    private void converse(Socket socket) throws IOException {
        try (Socket secure = tls.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true)) {
            secure.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            String line = new String(secure.getInputStream().readNBytes(ANSWER.length()), StandardCharsets.US_ASCII);
            if (!line.equals(ANSWER)) {
                throw new IOException("found " + (line.isEmpty() ? "nothing" : line) + ", expected " + ANSWER);
            }
        }
    }

    /** Returns an address at which a listener on all interfaces can be reached. */
    private static InetAddress reachable(@Nullable InetAddress listening) throws IOException {
        if (listening != null && !listening.isAnyLocalAddress()) {
            return listening;
        }
        boolean six = listening != null && listening.getAddress().length == 16;
        return InetAddress.ofLiteral(six ? "::1" : "127.0.0.1");
    }
}

package io.ucmbilling.testing.ucm;

import io.ucmbilling.testing.ucm.HostileAnswer.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/** What {@link HostileAnswer} does to a connection, rather than to a body. */
final class HostileLines {
    private static final String JSON = "application/json";
    /** Slower than anybody waits for, faster than a read times out. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final int PIECE = 64 * 1024;
    private static final int GZIPPED = 64_000_000;
    private static final AtomicLong NEXT = new AtomicLong(1_000_000);

    private HostileLines() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Another full page each time. */
    static void nextPage(HttpRequest request, Connection connection) throws IOException {
        connection.answer(200, JSON, HostileBodies.fullPage(NEXT.getAndAdd(1000)));
    }

    static void gzip(HttpRequest request, Connection connection) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            byte[] piece = bytes("{\"cdr\":[".repeat(PIECE / 8));
            for (int i = 0; i < GZIPPED / piece.length; i++) {
                out.write(piece);
            }
        }
        connection.answer(200, JSON, packed.toByteArray(), "Content-Encoding: gzip");
    }

    /** A page whose length is another one. */
    static Script length(String header) {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: " + JSON + "\r\n" + header + "\r\n\r\n";
        return (request, connection) -> {
            connection.send(bytes(head + "{\"cdr\":[" + HostileBodies.LEG + "]}"));
            connection.close();
        };
    }

    /** Half of what was announced, and then nothing. */
    static void withheld(HttpRequest request, Connection connection) throws IOException {
        connection.send(Connection.head(200, JSON, 2000));
        connection.send(bytes("{\"cdr\":[" + HostileBodies.LEG));
        connection.awaitGone();
    }

    static void html(HttpRequest request, Connection connection) throws IOException {
        connection.answer(200, "text/html", "<html><body>Sign in to the portal</body></html>");
    }

    static void redirect(HttpRequest request, Connection connection) throws IOException {
        connection.answer(302, "text/html", "", "Location: " + request.target());
    }

    /** The nonce is always a stale one. */
    static void unauthorized(HttpRequest request, Connection connection) throws IOException {
        connection.answer(
                401,
                "text/html",
                "",
                "WWW-Authenticate: Digest realm=\"asterisk\", nonce=\"" + NEXT.incrementAndGet()
                        + "\", stale=true, qop=\"auth\"");
    }

    /** The beginning, then the same piece until the client goes. */
    static Script endless(String beginning, String piece) {
        byte[] pieces = bytes(piece.repeat(PIECE / piece.length()));
        return (request, connection) -> {
            connection.send(bytes(beginning));
            send(connection, pieces);
        };
    }

    static void endlessChunks(HttpRequest request, Connection connection) throws IOException {
        connection.send(chunked());
        send(connection, bytes(Integer.toHexString(PIECE) + "\r\n" + "x".repeat(PIECE) + "\r\n"));
    }

    static void endlessSmallChunks(HttpRequest request, Connection connection) throws IOException {
        connection.send(chunked());
        send(connection, bytes("1;x=y\r\nx\r\n".repeat(PIECE / 10)));
    }

    private static byte[] chunked() {
        return bytes("HTTP/1.1 200 OK\r\nContent-Type: " + JSON + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    static void endlessBody(HttpRequest request, Connection connection) throws IOException {
        connection.send(Connection.head(200, JSON, -1));
        send(connection, bytes("[".repeat(PIECE)));
    }

    private static void send(Connection connection, byte[] pieces) throws IOException {
        while (true) {
            connection.send(pieces);
        }
    }

    static void dribbledBody(HttpRequest request, Connection connection) throws IOException {
        connection.send(Connection.head(200, JSON, 2000));
        connection.drip(bytes(" ".repeat(2000)), PAUSE);
    }

    static void dribbledHead(HttpRequest request, Connection connection) throws IOException {
        connection.drip(Connection.head(200, JSON, 2000, "X-Padding: " + "x".repeat(2000)), PAUSE);
    }
}

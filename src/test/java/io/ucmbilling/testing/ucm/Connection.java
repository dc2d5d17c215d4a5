package io.ucmbilling.testing.ucm;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A client's TLS connection, which can be answered on, or broken in every way. */
final class Connection implements AutoCloseable {
    private final Socket plain;
    private final SSLSocket secure;
    private final InputStream in;
    private final OutputStream out;
    private boolean over;
    private UnaryOperator<HttpAnswer> filter = UnaryOperator.identity();

    Connection(Socket plain, SSLContext context) throws IOException {
        this.plain = plain;
        plain.setTcpNoDelay(true);
        this.secure = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true);
        this.secure.setUseClientMode(false);
        this.in = new BufferedInputStream(secure.getInputStream());
        this.out = secure.getOutputStream();
    }

    /** Null: the client has gone, or this side is through with it. */
    @Nullable
    HttpRequest next() throws IOException {
        return over ? null : HttpRequest.read(in);
    }

    /** Answers in order; the connection stays open. Headers come as whole lines. */
    void answer(int status, String contentType, byte[] body, String... headers) throws IOException {
        HttpAnswer answer = filter.apply(new HttpAnswer(status, contentType, body, List.of(headers)));
        byte[] head = answer.head(answer.body().length);
        byte[] whole = new byte[head.length + answer.body().length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(answer.body(), 0, whole, head.length, answer.body().length);
        send(whole);
    }

    /** Sends the head of an answer whose body follows by {@link #send}; see {@link #head} for its length. */
    void begin(int status, String contentType, long length, String... headers) throws IOException {
        send(filter.apply(new HttpAnswer(status, contentType, new byte[0], List.of(headers)))
                .head(length));
    }

    /** Every answer from now on goes through it. */
    void filter(UnaryOperator<HttpAnswer> filter) {
        this.filter = filter;
    }

    void answer(int status, String contentType, String body, String... headers) throws IOException {
        answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** @param length as Content-Length; negative: none, the end of the connection ends the body */
    static byte[] head(int status, String contentType, long length, String... headers) {
        StringBuilder head = new StringBuilder(200);
        head.append("HTTP/1.1 ").append(status).append(" Status\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        head.append("Content-Type: ").append(contentType).append("\r\n");
        head.append(length < 0 ? "Connection: close" : String.format(Locale.ROOT, "Content-Length: %d", length));
        return head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Byte by byte with a pause between any two, until all are sent or the client is gone. */
    void drip(byte[] bytes, Duration pause) throws IOException {
        for (byte one : bytes) {
            send(new byte[] {one});
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /** Blocks until the client gives up or somebody resets this connection. */
    void awaitGone() {
        try {
            while (in.read() >= 0) {
                continue;
            }
        } catch (IOException gone) {
            over = true;
        }
        over = true;
    }

    /** Breaks the connection without a word: RST instead of FIN, no TLS goodbye. From any thread. */
    void reset() {
        over = true;
        try {
            plain.setSoLinger(true, 0);
            plain.close();
        } catch (IOException gone) {
            over = true;
        }
    }

    /** Ends the connection in order, after what was sent. */
    @Override
    public void close() {
        over = true;
        try {
            secure.close();
        } catch (IOException gone) {
            over = true;
        }
    }
}

package io.ucmbilling.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** One request over TLS to this machine exactly as written, trusting anybody: for what no HTTP client would send. */
public final class RawHttps {
    private static final int GIVE_UP_MILLIS = 20_000;

    private RawHttps() {}

    /**
     * What came back.
     *
     * @param headers as lines, in their order
     * @param whole whether the body came to the end that its length or its chunks announce
     */
    public record Answer(int status, List<String> headers, byte[] body, boolean whole) {

        /** The values of that header, in their order. */
        public List<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** GET with the headers given, and Host and Connection. */
    public static Answer get(int port, String target, String... headers) {
        return request(port, "GET", target, "", headers);
    }

    /** Any method; with a body its length is announced. */
    public static Answer request(int port, String method, String target, String body, String... headers) {
        StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.UTF_8).length)
                    .append("\r\n");
        }
        return send(port, text + "Connection: close\r\n\r\n" + body);
    }

    /** Those bytes (UTF-8), then what comes until the other end closes. */
    public static Answer send(int port, String request) {
        try (Socket socket = trustingAnybody().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(GIVE_UP_MILLIS);
            // Else the request waits 40 ms for the other end to acknowledge what ended the handshake.
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return read(new BufferedInputStream(socket.getInputStream()), request.startsWith("HEAD "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A TLS context that takes every certificate and every host name. */
    public static SSLContext trustingAnybody() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer read(InputStream in, boolean head) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        List<String> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.add(line);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole = false;
        try {
            whole = head || body(in, new Answer(status, headers, new byte[0], true), body);
        } catch (IOException e) {
            // Broken off: what came so far is the answer.
        }
        return new Answer(status, headers, body.toByteArray(), whole);
    }

    private static boolean body(InputStream in, Answer answer, ByteArrayOutputStream body) throws IOException {
        List<String> length = answer.header("Content-Length");
        if (!length.isEmpty()) {
            copy(in, Integer.parseInt(length.getFirst()), body);
            return true;
        }
        if (answer.header("Transfer-Encoding").isEmpty()) {
            in.transferTo(body);
            return true;
        }
        for (int size = size(in); size > 0; size = size(in)) {
            copy(in, size, body);
            line(in);
        }
        return true;
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static void copy(InputStream in, int count, ByteArrayOutputStream to) throws IOException {
        for (int i = 0; i < count; i++) {
            to.write(next(in));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = next(in); c != '\n'; c = next(in)) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static int next(InputStream in) throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("the other end closed");
        }
        return c;
    }

    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            Objects.requireNonNull(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

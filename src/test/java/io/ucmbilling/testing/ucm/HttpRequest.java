package io.ucmbilling.testing.ucm;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param target raw, not decoded
 * @param headers by name in lower case; the last of a name counts
 * @param signedTarget the target as it came, which is what a client signs
 */
public record HttpRequest(String method, String target, Map<String, String> headers, byte[] body, String signedTarget) {
    private static final int LONGEST_LINE = 65536;

    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** Raw, without the question mark; null: none. */
    public @Nullable String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? null : target.substring(mark + 1);
    }

    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean isForm() {
        return headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
    }

    /** The same request for another target, such as {@code /cdrapi?format=json}. */
    public HttpRequest withTarget(String other) {
        return new HttpRequest(method, other, headers, body, signedTarget);
    }

    /** The same request with another body, UTF-8. */
    public HttpRequest withText(String text) {
        return new HttpRequest(method, target, headers, text.getBytes(StandardCharsets.UTF_8), signedTarget);
    }

    /** The same request without that header, named in lower case. */
    public HttpRequest without(String header) {
        Map<String, String> others = new HashMap<>(headers);
        others.remove(header);
        return new HttpRequest(method, target, others, body, signedTarget);
    }

    /** The same request with another query, or without one if it is null. */
    public HttpRequest withQuery(@Nullable String query) {
        return withTarget(query == null ? path() : path() + "?" + query);
    }

    /** Whether the client means to send another one. */
    boolean keepsAlive() {
        return !"close".equalsIgnoreCase(headers.getOrDefault("connection", ""));
    }

    /** The next request; null: the client closed in order. */
    static @Nullable HttpRequest read(InputStream in) throws IOException {
        String first = line(in);
        if (first == null) {
            return null;
        }
        String[] parts = first.split(" ", 3);
        if (parts.length != 3) {
            throw new IOException("no request line: " + first);
        }
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new HttpRequest(parts[0], parts[1], headers, body(in, headers), parts[1]);
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            throw new IOException("chunked requests are not understood, as on a UCM");
        }
        return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private static @Nullable String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                if (line.isEmpty()) {
                    return null;
                }
                throw new EOFException(line.toString());
            }
            if (line.length() > LONGEST_LINE) {
                throw new IOException("line too long");
            }
            line.append((char) c);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }
}

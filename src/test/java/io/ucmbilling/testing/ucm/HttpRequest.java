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
 */
record HttpRequest(String method, String target, Map<String, String> headers, byte[] body) {
    private static final int LONGEST_LINE = 65536;

    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** Raw, without the question mark; null: none. */
    @Nullable
    String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? null : target.substring(mark + 1);
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean isForm() {
        return headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
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
        return new HttpRequest(parts[0], parts[1], headers, body(in, headers));
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

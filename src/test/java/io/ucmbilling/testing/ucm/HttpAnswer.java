package io.ucmbilling.testing.ucm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer before it is sent.
 *
 * @param body empty where it is sent apart from its head, as a recording is
 * @param headers whole lines, without Content-Type, Content-Length and Connection
 */
public record HttpAnswer(int status, String contentType, byte[] body, List<String> headers) {

    /** The same answer with another body, UTF-8. */
    public HttpAnswer withText(String text) {
        return new HttpAnswer(status, contentType, text.getBytes(StandardCharsets.UTF_8), headers);
    }

    public HttpAnswer withStatus(int other) {
        return new HttpAnswer(other, contentType, body, headers);
    }

    public HttpAnswer withContentType(String other) {
        return new HttpAnswer(status, other, body, headers);
    }

    public HttpAnswer withHeaders(List<String> others) {
        return new HttpAnswer(status, contentType, body, List.copyOf(others));
    }

    /** The same answer with one header line more. */
    public HttpAnswer withHeader(String line) {
        List<String> more = new ArrayList<>(headers);
        more.add(line);
        return withHeaders(more);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    byte[] head(long length) {
        return Connection.head(status, contentType, length, headers.toArray(String[]::new));
    }
}

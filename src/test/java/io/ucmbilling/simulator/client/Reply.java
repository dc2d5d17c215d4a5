package io.ucmbilling.simulator.client;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What came back.
 *
 * @param whole whether the body was read to its end
 */
public record Reply(Question question, int status, HttpHeaders headers, byte[] body, boolean whole) {

    /** The header's values, in their order. */
    public List<String> header(String name) {
        return headers.allValues(name);
    }

    /** The media type in lower case, without its parameters; empty: none. */
    public String mediaType() {
        return header("content-type").stream()
                .findFirst()
                .map(type -> type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** A few words, such as {@code 200 text/csv, 312 bytes}. */
    @Override
    public String toString() {
        String type = mediaType();
        return status + (type.isEmpty() ? "" : " " + type) + ", " + (whole ? "" : "more than ")
                + String.format(Locale.ROOT, "%,d", body.length) + " bytes";
    }
}

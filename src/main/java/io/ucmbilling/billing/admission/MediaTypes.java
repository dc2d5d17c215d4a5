package io.ucmbilling.billing.admission;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Media types of answers, the one preferred first, and of bodies. */
final class MediaTypes {
    private static final MediaType CSV = new MediaType("text", "csv");

    /** A page, or all in a stream. */
    static final List<MediaType> OF_CALLS = List.of(MediaType.APPLICATION_JSON, CSV, MediaType.APPLICATION_NDJSON);

    static final List<MediaType> OF_DAY_CALLS = List.of(CSV, MediaType.APPLICATION_NDJSON);

    static final List<MediaType> OF_LEGS = List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_NDJSON);

    private MediaTypes() {}

    /** Returns whether a {@code Content-Type} says JSON in UTF-8, the one encoding that JSON has between systems (RFC 8259). */
    static boolean isJson(@Nullable String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType == null ? "" : contentType);
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}

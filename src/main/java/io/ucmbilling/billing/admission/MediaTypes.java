package io.ucmbilling.billing.admission;

import java.util.List;
import org.springframework.http.MediaType;

/** Media types of answers, the one preferred first. */
final class MediaTypes {
    private static final MediaType CSV = new MediaType("text", "csv");

    /** A page, or all in a stream. */
    static final List<MediaType> OF_CALLS = List.of(MediaType.APPLICATION_JSON, CSV, MediaType.APPLICATION_NDJSON);

    static final List<MediaType> OF_DAY_CALLS = List.of(CSV, MediaType.APPLICATION_NDJSON);

    static final List<MediaType> OF_LEGS = List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_NDJSON);

    private MediaTypes() {}
}

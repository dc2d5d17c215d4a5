package io.ucmbilling.contract;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The three formats of an answer (guide, <i>CDR API URL parameters</i>; contract S1.5). */
public enum Format {
    CSV("text/csv"),
    XML("application/xml"),
    JSON("application/json");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Returns the media type alone, without charset. */
    public String mediaType() {
        return mediaType;
    }

    /** Returns the {@code Content-Type} header of an answer: the media type and {@code charset=UTF-8}. */
    public String contentType() {
        return mediaType + ";charset=UTF-8";
    }

    /** Returns the format of that name in any case, as {@code format=} takes it, or null. */
    public static @Nullable Format named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "csv" -> CSV;
            case "xml" -> XML;
            case "json" -> JSON;
            default -> null;
        };
    }
}

package io.ucmbilling.ucm.http;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A UCM's answer, as it was sent back.
 *
 * @param contentType the header as it came; null: none
 * @param retryAfter the header as it came; null: none
 * @param challenges the {@code WWW-Authenticate} headers, in their order
 * @param length of the body as the head announced it; -1: it did not
 * @param body whole for 200, not kept for any other status
 */
public record HttpAnswer(
        int status,
        @Nullable String contentType,
        @Nullable String retryAfter,
        List<String> challenges,
        long length,
        byte[] body) {

    /** Returns the media type in lower case, without parameters; null: none is named. */
    public @Nullable String mediaType() {
        return contentType == null || contentType.isBlank()
                ? null
                : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}

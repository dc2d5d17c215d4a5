package io.ucmbilling.cdrapi.export;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Body of a POST, read as a form within bounds of size and time.
 *
 * @param refusal the status to answer with; 0: none
 * @param form the raw form, not decoded; null: none
 */
public record FormBody(int refusal, @Nullable String form) {
    private static final FormBody NONE = new FormBody(0, null);

    /** Reads it. What another method than POST brings along is not looked at. */
    public static FormBody read(HttpServletRequest request) throws IOException {
        if (!request.getMethod().equals("POST")) {
            return NONE;
        }
        RequestBytes body = RequestBytes.read(request);
        if (body.bytes().length == 0) {
            return NONE;
        }
        if (body.tooLong()) {
            return new FormBody(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, null);
        }
        // To ignore what is not understood would be to answer with everything.
        return isForm(request.getContentType())
                ? new FormBody(0, new String(body.bytes(), StandardCharsets.UTF_8))
                : new FormBody(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, null);
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType == null
                || contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }
}

package io.ucmbilling.cdrapi.export;

import io.ucmbilling.cdrapi.connection.ConnectionDeadline;
import io.ucmbilling.cdrapi.connection.PeerConnection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Body of a POST, read as a form within bounds of size and time.
 *
 * @param refusal the status to answer with; 0: none
 * @param form the raw form, not decoded; null: none
 */
public record FormBody(int refusal, @Nullable String form) {
    private static final int MOST_BYTES = 64 * 1024;
    private static final FormBody NONE = new FormBody(0, null);

    /** Reads it. What another method than POST brings along is not looked at. */
    public static FormBody read(HttpServletRequest request) throws IOException {
        if (!request.getMethod().equals("POST")) {
            return NONE;
        }
        byte[] body = bytes(request);
        if (body.length == 0) {
            return NONE;
        }
        if (body.length > MOST_BYTES) {
            return new FormBody(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, null);
        }
        // To ignore what is not understood would be to answer with everything.
        return isForm(request.getContentType())
                ? new FormBody(0, new String(body, StandardCharsets.UTF_8))
                : new FormBody(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, null);
    }

    /** Reads the bytes. The peer has a time limit for all of them together. */
    private static byte[] bytes(HttpServletRequest request) throws IOException {
        Optional<ConnectionDeadline> deadline = PeerConnection.current().map(PeerConnection::deadline);
        deadline.ifPresent(ConnectionDeadline::awaitBody);
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        deadline.ifPresent(ConnectionDeadline::goOn);
        return body;
    }

    private static boolean isForm(@Nullable String contentType) {
        return contentType == null
                || contentType.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }
}

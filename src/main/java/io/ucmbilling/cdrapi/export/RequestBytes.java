package io.ucmbilling.cdrapi.export;

import io.ucmbilling.cdrapi.connection.ConnectionDeadline;
import io.ucmbilling.cdrapi.connection.PeerConnection;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/**
 * Body of a request, within bounds of size and time.
 *
 * @param bytes all of it, or its beginning if it is too long
 * @param tooLong whether it is longer than 64 KB
 */
public record RequestBytes(byte[] bytes, boolean tooLong) {
    private static final int MOST_BYTES = 64 * 1024;

    /** Reads it. The peer has a time limit for all bytes together. */
    public static RequestBytes read(HttpServletRequest request) throws IOException {
        Optional<ConnectionDeadline> deadline = PeerConnection.current().map(PeerConnection::deadline);
        deadline.ifPresent(ConnectionDeadline::awaitBody);
        byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        deadline.ifPresent(ConnectionDeadline::goOn);
        return new RequestBytes(bytes, bytes.length > MOST_BYTES);
    }
}

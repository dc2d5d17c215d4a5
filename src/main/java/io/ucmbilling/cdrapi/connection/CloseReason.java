package io.ucmbilling.cdrapi.connection;

import java.util.Locale;

/**
 * Reasons why the gateway closed a connection, as the tag {@code reason} of {@code gateway.exports.connections.closed}.
 */
enum CloseReason {
    /** At accept: no export of the listener permits the address. */
    NOT_PERMITTED,
    /** At accept: the address has as many connections as one may have, and none of them waits for its peer. */
    PEER_LIMIT,
    /** At accept: the listener has as many connections as it may have, and none of them waits for its peer. */
    LISTENER_LIMIT,
    /** It waited for its peer and made room for a new one, as one of the two limits was reached. */
    MADE_ROOM,
    /** The peer took too long for a handshake, a head or a body. */
    REQUEST_TIMEOUT,
    /** The peer took the answer too slowly. */
    ANSWER_TIMEOUT,
    /** No further request came. */
    IDLE;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}

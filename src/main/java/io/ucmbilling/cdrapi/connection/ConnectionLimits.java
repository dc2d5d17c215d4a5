package io.ucmbilling.cdrapi.connection;

import java.time.Duration;

/**
 * Limits of one listener's connections: how many there may be, and how long each may take.
 *
 * @param atOneTime connections of permitted peers, all together
 * @param ofOnePeer those of one address among them
 * @param request how long a peer may take for TLS handshake and head together, and again for a form body
 * @param answer how long a peer may keep an answer of cdrapi waiting, all its pauses together
 */
public record ConnectionLimits(int atOneTime, int ofOnePeer, Duration request, Duration answer) {
    /** How long a connection is kept for the next request. */
    public static final Duration IDLE = Duration.ofMinutes(1);
}

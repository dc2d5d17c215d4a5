package io.ucmbilling.cdrapi.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Returns the counters of the connections of one listener that the gateway closed. */
    static Map<CloseReason, Counter> counters(String listener, MeterRegistry meters) {
        return Stream.of(values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        reason -> Counter.builder("gateway.exports.connections.closed")
                                .description("Connections that the gateway closed, by why")
                                .tags(
                                        "listener",
                                        listener,
                                        "reason",
                                        reason.name().toLowerCase(Locale.ROOT))
                                .register(meters)));
    }
}

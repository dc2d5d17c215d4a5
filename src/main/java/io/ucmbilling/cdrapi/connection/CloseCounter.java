package io.ucmbilling.cdrapi.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** Counters of the connections that the gateway closed, by reason. */
final class CloseCounter {
    private final Map<CloseReason, Counter> counters = new EnumMap<>(CloseReason.class);

    CloseCounter(String listener, MeterRegistry meters) {
        for (CloseReason reason : CloseReason.values()) {
            counters.put(
                    reason,
                    Counter.builder("gateway.exports.connections.closed")
                            .description("Connections that the gateway closed, by why")
                            .tags("listener", listener, "reason", reason.tag())
                            .register(meters));
        }
    }

    void count(CloseReason reason) {
        Counter counter = counters.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }
}

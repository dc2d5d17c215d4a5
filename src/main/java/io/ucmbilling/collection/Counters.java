package io.ucmbilling.collection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.ucmbilling.store.Cursors.Part;
import io.ucmbilling.store.Kept;
import io.ucmbilling.ucm.FaultKind;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The collection's counters, by site: {@code received = stored + unchanged + quarantined}, always (contract N9). */
@Component
final class Counters {
    private static final String PREFIX = "gateway.collection.";

    private final MeterRegistry registry;

    Counters(MeterRegistry registry) {
        this.registry = registry;
    }

    void kept(String site, Kept kept, int unknownStatus) {
        count("received", site, kept.received());
        count("stored", site, kept.stored());
        count("unchanged", site, kept.unchanged());
        count("quarantined", site, kept.quarantined());
        count("unknown.status", site, unknownStatus);
    }

    void request(String site) {
        count("requests", site, 1);
    }

    void fault(String site, FaultKind kind) {
        registry.counter(PREFIX + "faults", "site", site, "kind", kind.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** A window was compared by counting. */
    void compared(String site, Comparison.Verdict verdict) {
        registry.counter(
                        PREFIX + "comparisons",
                        "site",
                        site,
                        "verdict",
                        verdict.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** A day was certified, or certified anew. */
    void certified(String site) {
        count("certified", site, 1);
    }

    /** A certified day no longer counted as certified. */
    void differed(String site) {
        count("differed", site, 1);
    }

    /** Starts timing a pass. */
    Timer.Sample began() {
        return Timer.start(registry);
    }

    /** A pass ended well. */
    void passed(String site, Part part, Timer.Sample began) {
        began.stop(registry.timer(
                PREFIX + "passes", Tags.of("site", site, "part", part.name().toLowerCase(Locale.ROOT))));
    }

    private void count(String name, String site, int amount) {
        registry.counter(PREFIX + name, "site", site).increment(amount);
    }
}

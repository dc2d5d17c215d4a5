package io.ucmbilling.collection.paging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.ucmbilling.collection.comparison.Comparison;
import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.site.SiteProgress.Part;
import io.ucmbilling.ucm.site.FaultKind;
import java.time.Duration;
import java.util.Locale;

/** The counters of one site's collection: {@code received = stored + unchanged + quarantined}, always (contract N9). */
public final class CollectionCounters {
    private static final String PREFIX = "gateway.collection.";

    private final MeterRegistry registry;
    private final Tags site;

    CollectionCounters(MeterRegistry registry, String site) {
        this.registry = registry;
        this.site = Tags.of("site", site);
        count("differed", 0); // from the first scrape on, so that its first increase is seen as one
    }

    void kept(PageCounts counts, UnforeseenValues unforeseen) {
        count("received", counts.received());
        count("stored", counts.stored());
        count("unchanged", counts.unchanged());
        count("quarantined", counts.quarantined());
        count("unknown.status", unforeseen.unknownStatus());
        count("unknown.kind", unforeseen.unknownKind());
        count("malformed.fields", unforeseen.malformedFields());
        count("replaced.fields", unforeseen.replacedFields());
    }

    void misdated(int amount) {
        count("misdated", amount);
    }

    void request() {
        count("requests", 1);
    }

    void fault(FaultKind kind) {
        registry.counter(PREFIX + "faults", with("kind", kind)).increment();
    }

    void compared(Comparison.Verdict verdict) {
        registry.counter(PREFIX + "comparisons", with("verdict", verdict)).increment();
    }

    /** Counts a day that was certified, or certified anew. */
    public void certified() {
        count("certified", 1);
    }

    /** Counts a certified day whose count at the UCM was found to differ. */
    public void differed() {
        count("differed", 1);
    }

    /** Records how long after its start and after its end a leg was first seen. */
    void lateness(Duration afterStart, Duration afterEnd) {
        registry.timer(PREFIX + "lateness", site.and("after", "start")).record(afterStart);
        registry.timer(PREFIX + "lateness", site.and("after", "end")).record(afterEnd);
    }

    public Timer.Sample began() {
        return Timer.start(registry);
    }

    /** Counts and times a pass that ended well. */
    public void passed(Part part, Timer.Sample began) {
        began.stop(registry.timer(PREFIX + "passes", with("part", part)));
    }

    private Tags with(String key, Enum<?> value) {
        return site.and(key, value.name().toLowerCase(Locale.ROOT));
    }

    private void count(String name, int amount) {
        registry.counter(PREFIX + name, site).increment(amount);
    }
}

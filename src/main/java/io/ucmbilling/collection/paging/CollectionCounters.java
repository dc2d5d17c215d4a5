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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The collection's counters, by site: {@code received = stored + unchanged + quarantined}, always (contract N9). */
public final class CollectionCounters {
    private static final String PREFIX = "gateway.collection.";

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> endangered = new ConcurrentHashMap<>();

    CollectionCounters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts what became of a page. */
    void kept(String site, PageCounts counts, UnforeseenValues unforeseen) {
        count("received", site, counts.received());
        count("stored", site, counts.stored());
        count("unchanged", site, counts.unchanged());
        count("quarantined", site, counts.quarantined());
        count("unknown.status", site, unforeseen.unknownStatus());
        count("unknown.kind", site, unforeseen.unknownKind());
        count("malformed.fields", site, unforeseen.malformedFields());
        count("replaced.fields", site, unforeseen.replacedFields());
    }

    /** Counts legs that were new and start in no month that is collected. */
    void misdated(String site, int amount) {
        count("misdated", site, amount);
    }

    void request(String site) {
        count("requests", site, 1);
    }

    void fault(String site, FaultKind kind) {
        registry.counter(PREFIX + "faults", "site", site, "kind", kind.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Counts a window that was compared by counting. */
    void compared(String site, Comparison.Verdict verdict) {
        registry.counter(
                        PREFIX + "comparisons",
                        "site",
                        site,
                        "verdict",
                        verdict.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    /** Counts a day that was certified, or certified anew. */
    public void certified(String site) {
        count("certified", site, 1);
    }

    /** Counts a certified day whose count at the UCM was found to differ. */
    public void differed(String site) {
        count("differed", site, 1);
    }

    /** Sets how many days of the site its UCM will soon delete that are not certified. */
    public void endangered(String site, int days) {
        endangered
                .computeIfAbsent(
                        site, id -> registry.gauge(PREFIX + "endangered", Tags.of("site", id), new AtomicInteger()))
                .set(days);
    }

    /** Records how long after its start and after its end a leg was first seen. */
    void lateness(String site, Duration afterStart, Duration afterEnd) {
        registry.timer(PREFIX + "lateness", "site", site, "after", "start").record(afterStart);
        registry.timer(PREFIX + "lateness", "site", site, "after", "end").record(afterEnd);
    }

    /** Starts timing a pass. */
    public Timer.Sample began() {
        return Timer.start(registry);
    }

    /** Counts and times a pass that ended well. */
    public void passed(String site, Part part, Timer.Sample began) {
        began.stop(registry.timer(
                PREFIX + "passes", Tags.of("site", site, "part", part.name().toLowerCase(Locale.ROOT))));
    }

    private void count(String name, String site, int amount) {
        registry.counter(PREFIX + name, "site", site).increment(amount);
    }
}

package io.ucmbilling.store;

import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.store.site.ZoneMeasurements;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The site of a {@link MemoryStore}. */
final class MemorySites implements Sites {
    private final MemoryStore store;
    private final List<ZoneMeasurements> zoneMeasured = new ArrayList<>();
    private Lateness lateness = Lateness.NONE;
    private @Nullable SiteProgress progress;

    MemorySites(MemoryStore store) {
        this.store = store;
    }

    @Override
    public void register(String site, LocalDate since) {
        store.written(() -> progress = progress == null
                ? new SiteProgress(
                        new Hold(site, 0),
                        since,
                        null,
                        Counting.UNKNOWN,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0,
                        null,
                        null,
                        null,
                        null)
                : known(progress.hold(), since.isBefore(progress.since()) ? since : progress.since()));
    }

    @Override
    public void configured(String site, ZoneId zone, @Nullable String region) {}

    @Override
    public List<SiteProgress> progress() {
        return List.of(progress(store.site()));
    }

    @Override
    public SiteProgress progress(String site) {
        return store.read(this::known);
    }

    private SiteProgress known() {
        if (progress == null) {
            throw new IllegalArgumentException("site " + store.site() + ": not registered");
        }
        return progress;
    }

    @Override
    public SiteProgress take(String site) {
        return store.written(() -> progress = known(store.take(), known().since()));
    }

    private SiteProgress known(Hold hold, LocalDate since) {
        SiteProgress was = known();
        return new SiteProgress(
                hold,
                since,
                was.cursor(),
                was.counting(),
                was.zoneError(),
                was.clockError(),
                was.tailAt(),
                was.sweepAt(),
                was.deepSweepAt(),
                was.failures(),
                was.retryAt(),
                was.lastFault(),
                null,
                null);
    }

    /** Moves the progress within a transaction. */
    SiteProgress move(UnaryOperator<SiteProgress> change) {
        progress = change.apply(known());
        return progress;
    }

    @Override
    public void change(Hold hold, UnaryOperator<SiteProgress> change) {
        store.fenced(hold, () -> move(change));
    }

    @Override
    public Lateness lateness(String site) {
        return store.read(() -> lateness);
    }

    @Override
    public void lateness(Hold hold, Lateness measured) {
        store.fenced(hold, () -> lateness = measured);
    }

    @Override
    public ZoneMeasurements zoneMeasurements(String site, ZoneId zone, Instant after) {
        return store.read(() -> new ZoneMeasurements(
                zone,
                zoneMeasured.stream()
                        .filter(one -> one.zone().equals(zone))
                        .flatMap(one -> one.after(after).measurements().stream())
                        .toList()));
    }

    @Override
    public void measuredZone(Hold hold, ZoneMeasurements more, Instant until) {
        store.fenced(hold, () -> zoneMeasured.add(more));
    }
}

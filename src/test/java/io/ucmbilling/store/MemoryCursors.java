package io.ucmbilling.store;

import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.intake.Cursors;
import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Day;
import io.ucmbilling.store.site.DayCount;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.ZoneMeasurements;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The progress and the days of a {@link MemoryStore}, and the way in for pages. */
final class MemoryCursors implements Cursors {
    private final MemoryStore store;
    private final MemoryLegs legs;
    private final TreeMap<LocalDate, Day> days = new TreeMap<>();
    /** The numbers of quarantined texts. */
    private final TreeMap<String, Long> quarantined = new TreeMap<>();

    private final List<ZoneMeasurements> zoneMeasured = new ArrayList<>();
    private long numbers;
    private Lateness lateness = Lateness.NONE;
    private @Nullable SiteProgress progress;

    MemoryCursors(MemoryStore store, MemoryLegs legs) {
        this.store = store;
        this.legs = legs;
    }

    @Override
    public void register(String site, LocalDate since) {
        store.written(() -> progress = progress == null
                ? new SiteProgress(site, 0, since, null, Counting.UNKNOWN, null, null, null, null, 0, null, null)
                : new Moved(progress).since(since).progress());
    }

    @Override
    public CollectedMonths collectedMonths() {
        return new CollectedMonths(YearMonth.of(2000, 1), YearMonth.of(2099, 12));
    }

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
        return store.written(
                () -> progress = new Moved(known()).fence(store.take()).progress());
    }

    @Override
    public PreparedLegs prepare(String site, List<ReadLeg> read) {
        return legs.prepare(read);
    }

    @Override
    public PageCounts keep(
            String site, long fence, PreparedLegs page, List<UnreadableEntry> entries, @Nullable Instant cursor) {
        return store.fenced(site, fence, () -> {
            int stored = legs.keep(page);
            entries.forEach(entry -> quarantined.computeIfAbsent(entry.raw(), raw -> ++numbers));
            progress = new Moved(known()).cursor(cursor).progress();
            return new PageCounts(page.size() + entries.size(), stored, page.size() - stored, entries.size());
        });
    }

    private void move(String site, long fence, UnaryOperator<Moved> change) {
        store.fenced(
                site, fence, () -> progress = change.apply(new Moved(known())).progress());
    }

    @Override
    public void succeeded(String site, long fence, Part part, Instant at, @Nullable Instant cursor) {
        move(site, fence, moved -> moved.succeeded(part, at).cursor(cursor));
    }

    @Override
    public void failed(String site, long fence, String fault, Instant retryAt) {
        move(site, fence, moved -> moved.failed(fault, retryAt));
    }

    @Override
    public void learnt(String site, long fence, Counting counting, @Nullable Duration zoneError) {
        move(site, fence, moved -> moved.learnt(counting, zoneError));
    }

    /** Within a transaction: how the UCM was found to count. */
    void counting(Counting counting) {
        progress = new Moved(known()).learnt(counting, null).progress();
    }

    @Override
    public Lateness lateness(String site) {
        return store.read(() -> lateness);
    }

    @Override
    public void lateness(String site, long fence, Lateness measured) {
        store.fenced(site, fence, () -> lateness = measured);
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
    public void measuredZone(String site, long fence, ZoneMeasurements more, Instant until) {
        store.fenced(site, fence, () -> zoneMeasured.add(more));
    }

    @Override
    public void addDays(String site, long fence, List<LocalDate> newDays) {
        store.fenced(site, fence, () -> {
            newDays.forEach(day -> days.putIfAbsent(day, new Day(day, 0, false, null, 0, null)));
            return days.size();
        });
    }

    @Override
    public List<Day> openDays(String site) {
        return store.read(() -> days.descendingMap().values().stream()
                .filter(day -> !day.confirmed())
                .toList());
    }

    @Override
    public DayCount dayCount(String site) {
        return store.read(() -> new DayCount(
                days.size(),
                (int) days.values().stream().filter(day -> day.reads() > 0).count(),
                (int) days.values().stream().filter(Day::confirmed).count(),
                days.isEmpty() ? null : days.firstKey(),
                days.isEmpty() ? null : days.lastKey()));
    }

    @Override
    public void day(String site, long fence, Day day) {
        store.fenced(site, fence, () -> days.put(day.day(), day));
    }

    @Override
    public List<Quarantine> quarantine(String site, long before, int limit) {
        return store.read(() -> {
            List<Quarantine> entries = new ArrayList<>();
            quarantined.forEach((raw, number) ->
                    entries.add(new Quarantine(number, raw, "", Instant.EPOCH, raw.length(), "", false)));
            entries.removeIf(entry -> entry.number() >= before);
            entries.sort(Comparator.comparing(Quarantine::number).reversed());
            return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
        });
    }

    @Override
    public void release(String site, long fence, long number, List<ReadLeg> read) {
        store.fenced(site, fence, () -> {
            quarantined.values().remove(number);
            return legs.keep(legs.prepare(read));
        });
    }
}

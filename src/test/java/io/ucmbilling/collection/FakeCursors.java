package io.ucmbilling.collection;

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
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One site's progress and days in memory; keeps no legs, and counts what it is asked. */
final class FakeCursors implements Cursors {
    private final TreeSet<LocalDate> days = new TreeSet<>();
    private LocalDate since = LocalDate.MAX;
    private long fence;
    private @Nullable Instant cursor;
    private @Nullable Instant tailAt;
    private int failures;
    private @Nullable Instant retryAt;
    private int countings;
    private int looks;

    List<LocalDate> days() {
        return List.copyOf(days);
    }

    /** How often the days were counted. */
    int countings() {
        return countings;
    }

    /** How often the open days were asked for. */
    int looks() {
        return looks;
    }

    /** The open window was read that far, by whomever. */
    void readUntil(Instant cursor) {
        this.cursor = cursor;
    }

    @Override
    public void register(String site, LocalDate since) {
        this.since = since.isBefore(this.since) ? since : this.since;
    }

    @Override
    public CollectedMonths collectedMonths() {
        return new CollectedMonths(YearMonth.of(2000, 1), YearMonth.of(2099, 12));
    }

    @Override
    public List<SiteProgress> progress() {
        return List.of(progress("a"));
    }

    @Override
    public SiteProgress progress(String site) {
        return new SiteProgress(
                site, fence, since, cursor, Counting.UNKNOWN, null, tailAt, null, null, failures, retryAt, null);
    }

    @Override
    public SiteProgress take(String site) {
        fence++;
        return progress(site);
    }

    @Override
    public PreparedLegs prepare(String site, List<ReadLeg> legs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PageCounts keep(
            String site, long fence, PreparedLegs legs, List<UnreadableEntry> quarantined, @Nullable Instant cursor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void succeeded(String site, long fence, Part part, Instant at, @Nullable Instant cursor) {
        tailAt = part == Part.TAIL ? at : tailAt;
        failures = 0;
        retryAt = null;
    }

    @Override
    public void failed(String site, long fence, String fault, Instant retryAt) {
        failures++;
        this.retryAt = retryAt;
    }

    @Override
    public void learnt(String site, long fence, Counting counting, @Nullable Duration zoneError) {}

    @Override
    public Lateness lateness(String site) {
        return Lateness.NONE;
    }

    @Override
    public void lateness(String site, long fence, Lateness lateness) {}

    @Override
    public ZoneMeasurements zoneMeasurements(String site, ZoneId zone, Instant after) {
        return ZoneMeasurements.none(zone);
    }

    @Override
    public void measuredZone(String site, long fence, ZoneMeasurements more, Instant until) {}

    @Override
    public void addDays(String site, long fence, List<LocalDate> newDays) {
        days.addAll(newDays);
    }

    @Override
    public List<Day> openDays(String site) {
        looks++;
        return days.descendingSet().stream()
                .map(day -> new Day(day, 0, false, null, 0, null))
                .toList();
    }

    @Override
    public DayCount dayCount(String site) {
        countings++;
        return days.isEmpty()
                ? new DayCount(0, 0, 0, null, null)
                : new DayCount(days.size(), 0, 0, days.getFirst(), days.getLast());
    }

    @Override
    public void day(String site, long fence, Day day) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Quarantine> quarantine(String site, long before, int limit) {
        return List.of();
    }

    @Override
    public void release(String site, long fence, long number, List<ReadLeg> legs) {
        throw new UnsupportedOperationException();
    }
}

package io.ucmbilling.collection;

import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.FirstDays.DayCount;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.store.site.ZoneMeasurements;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One site's progress and days in memory; keeps no legs, and counts what it is asked. */
final class FakeSites implements Sites, FirstDays {
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
    public void configured(String site, ZoneId zone, @Nullable String region) {}

    @Override
    public List<SiteProgress> progress() {
        return List.of(progress("a"));
    }

    @Override
    public SiteProgress progress(String site) {
        return new SiteProgress(
                new Hold(site, fence),
                since,
                cursor,
                Counting.UNKNOWN,
                null,
                null,
                tailAt,
                null,
                null,
                failures,
                retryAt,
                null,
                null,
                null);
    }

    @Override
    public SiteProgress take(String site) {
        fence++;
        return progress(site);
    }

    @Override
    public void change(Hold hold, UnaryOperator<SiteProgress> change) {
        SiteProgress after = change.apply(progress(hold.site()));
        tailAt = after.tailAt();
        failures = after.failures();
        retryAt = after.retryAt();
    }

    @Override
    public Lateness lateness(String site) {
        return Lateness.NONE;
    }

    @Override
    public void lateness(Hold hold, Lateness lateness) {}

    @Override
    public ZoneMeasurements zoneMeasurements(String site, ZoneId zone, Instant after) {
        return ZoneMeasurements.none(zone);
    }

    @Override
    public void measuredZone(Hold hold, ZoneMeasurements more, Instant until) {}

    @Override
    public void add(Hold hold, List<LocalDate> newDays) {
        days.addAll(newDays);
    }

    @Override
    public List<Day> open(String site) {
        looks++;
        return days.descendingSet().stream()
                .map(day -> new Day(day, 0, false, null, 0, null))
                .toList();
    }

    @Override
    public DayCount count(String site) {
        countings++;
        return days.isEmpty()
                ? new DayCount(0, 0, 0, null, null)
                : new DayCount(days.size(), 0, 0, days.getFirst(), days.getLast());
    }

    @Override
    public void write(Hold hold, Day day) {
        throw new UnsupportedOperationException();
    }
}

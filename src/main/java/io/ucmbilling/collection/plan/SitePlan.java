package io.ucmbilling.collection.plan;

import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.ucm.site.Site;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan of what a site's passes cover, by the calendar of its zone: a pure function of its progress and the time.
 *
 * <ol>
 *   <li>The open window: from the newest known start, less the overlap, on. The first time from yesterday on. However long the PBX was
 *       silent it is one window, if the last pass over it is not long ago.
 *   <li>A sweep: as far back as its window from where the last one was.
 *   <li>A day of the first collection, or of one that was asked for: from midnight to midnight.
 *   <li>Nothing before the site's first day. A time in the future (a clock that was put back) counts as now.
 * </ol>
 */
public record SitePlan(Site site, CollectionSettings settings) {

    /** Returns the windows to read, the earliest first. */
    public List<Window> windows(PassKind kind, SiteProgress progress, Instant now) {
        Instant first = start(progress.since());
        return switch (kind) {
            case PassKind.Tail() -> tail(later(first, tailFrom(progress, now)), progress.tailAt(), now);
            case PassKind.Sweep(boolean deep) -> Window.openFrom(later(first, sweepFrom(deep, progress, now)), now);
            case PassKind.FirstRead(Day day) -> List.of(day(day.day()));
            case PassKind.RequestedRead read -> List.of(day(read.day()));
        };
    }

    public LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, site.timeZone());
    }

    /** @param last when the last one ended well; null: never */
    private static List<Window> tail(Instant from, @Nullable Instant last, Instant now) {
        return last != null && now.isBefore(last.plus(Window.STRIDE))
                ? List.of(Window.openFrom(from))
                : Window.openFrom(from, now);
    }

    private Instant tailFrom(SiteProgress progress, Instant now) {
        Instant cursor = progress.cursor();
        return cursor == null
                ? start(dayOf(now).minusDays(1))
                : earlier(now, cursor).minus(site.overlap());
    }

    /**
     * After a pause of the gateway a sweep reaches back from where the last one was, so that no hour is swept by none.
     */
    private Instant sweepFrom(boolean deep, SiteProgress progress, Instant now) {
        Instant last = deep ? progress.deepSweepAt() : progress.sweepAt();
        Duration window = deep ? settings.deepSweepWindow() : settings.sweepWindow();
        return (last == null ? now : earlier(now, last)).minus(window);
    }

    /** Returns the day from midnight to midnight. */
    public Window day(LocalDate day) {
        return days(day, day);
    }

    /** Returns the days from the first to the last, both inclusive, as one window. */
    public Window days(LocalDate first, LocalDate last) {
        return new Window(start(first), start(last.plusDays(1)).minusSeconds(1));
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(site.timeZone()).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return Collections.max(List.of(one, other));
    }

    private static Instant earlier(Instant one, Instant other) {
        return Collections.min(List.of(one, other));
    }
}

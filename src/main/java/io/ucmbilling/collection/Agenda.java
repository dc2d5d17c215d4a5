package io.ucmbilling.collection;

import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.SiteProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The agenda of a site, which says what is due: a pure function of its progress and the time.
 *
 * <ol>
 *   <li>Nothing while a fault is being waited out.
 *   <li>The open window, each poll interval. No other work keeps it waiting longer than one pass. If it takes as long
 *       as the interval, or keeps failing, other work that is due goes in between, so that neither starves.
 *   <li>The sweep, then the first collection's unread days, newest first, then the deep sweep.
 *   <li>A day of a collection that somebody asked for goes in between these, one about the other.
 *   <li>Days read once are read again a sweep interval later. A day is done when that finds nothing new.
 * </ol>
 */
record Agenda(CollectionSettings settings, Duration pollInterval) {

    /** Returns the next pass that is due. */
    Optional<PassKind> next(KnownWork known, Instant now, Turns turns) {
        SiteProgress site = known.progress();
        if (before(now, site.retryAt())) {
            return Optional.empty();
        }
        Optional<PassKind> tail =
                due(site.tailAt(), pollInterval, now) ? Optional.of(new PassKind.Tail()) : Optional.empty();
        Optional<PassKind> other = other(known, now, turns);
        return turns.afterTail() ? other.or(() -> tail) : tail.or(() -> other);
    }

    private Optional<PassKind> other(KnownWork known, Instant now, Turns turns) {
        SiteProgress site = known.progress();
        if (due(site.sweepAt(), settings.sweepInterval(), now)) {
            return Optional.of(new PassKind.Sweep(false));
        }
        Optional<PassKind> requested = known.requested().stream()
                .filter(waiting -> !before(now, waiting.retryAt()))
                .findFirst()
                .map(PassKind.RequestedRead::next);
        Optional<PassKind> rest = rest(site, known.openDays(), now);
        return turns.afterRequested() ? rest.or(() -> requested) : requested.or(() -> rest);
    }

    private Optional<PassKind> rest(SiteProgress site, List<Day> openDays, Instant now) {
        Optional<Day> unread = openDays.stream()
                .filter(day -> day.reads() == 0 && !before(now, day.retryAt()))
                .findFirst();
        if (unread.isPresent()) {
            return Optional.of(new PassKind.FirstRead(unread.get()));
        }
        if (due(site.deepSweepAt(), settings.deepSweepInterval(), now)) {
            return Optional.of(new PassKind.Sweep(true));
        }
        return openDays.stream()
                .filter(day -> !before(now, day.retryAt()) && due(day.readAt(), settings.sweepInterval(), now))
                .findFirst()
                .map(PassKind.FirstRead::new);
    }

    /** Returns until when there is nothing to do, unless another replica changes the progress meanwhile. */
    Instant quietUntil(KnownWork known, Instant now) {
        SiteProgress site = known.progress();
        List<Instant> times = new ArrayList<>();
        times.add(dueAt(site.tailAt(), pollInterval, now));
        times.add(dueAt(site.sweepAt(), settings.sweepInterval(), now));
        times.add(dueAt(site.deepSweepAt(), settings.deepSweepInterval(), now));
        known.requested().forEach(waiting -> times.add(notBefore(now, waiting.retryAt())));
        known.openDays()
                .forEach(
                        day -> times.add(notBefore(dueAt(day.readAt(), settings.sweepInterval(), now), day.retryAt())));
        return notBefore(Collections.min(times), site.retryAt());
    }

    private static Instant notBefore(Instant time, @Nullable Instant bound) {
        return bound != null && time.isBefore(bound) ? bound : time;
    }

    private static boolean before(Instant time, @Nullable Instant bound) {
        return bound != null && time.isBefore(bound);
    }

    private static boolean due(@Nullable Instant last, Duration interval, Instant now) {
        return !now.isBefore(dueAt(last, interval, now));
    }

    /** A last time in the future (a clock that was put back) keeps no work waiting. */
    private static Instant dueAt(@Nullable Instant last, Duration interval, Instant now) {
        return last == null || last.isAfter(now) ? now : last.plus(interval);
    }
}

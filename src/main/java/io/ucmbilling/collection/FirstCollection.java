package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.Pass;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.collection.plan.SitePlan;
import io.ucmbilling.store.site.Day;
import io.ucmbilling.store.site.DayCount;
import io.ucmbilling.store.site.SiteProgress;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days of one site's first collection: every day from the first one to yesterday; the open window reads from yesterday on.
 * While that has never been read, days that go by are added; later ones belong to it and its sweeps. Once they are all
 * there, only an earlier first day adds more. Not safe for use by several threads.
 */
final class FirstCollection {
    private static final Logger LOG = LoggerFactory.getLogger(FirstCollection.class);

    /** So many times a known day may come empty, before that is believed (contract U8). */
    private static final int ENOUGH_SUSPICIONS = 5;

    private final SiteContext access;
    private final SitePlan plan;
    private final CollectionSettings settings;
    private final Clock clock;

    /** From here on the days are known to be there; null: not looked at, or there is none yet. */
    private @Nullable LocalDate firstDay;

    FirstCollection(SiteContext access, SitePlan plan, CollectionSettings settings, Clock clock) {
        this.access = access;
        this.plan = plan;
        this.settings = settings;
        this.clock = clock;
    }

    /** Adds what is missing. */
    void addDays(SiteProgress progress) {
        if (progress.cursor() != null && progress.since().equals(firstDay)) {
            return;
        }
        DayCount known = access.firstDays().count(access.site().id());
        LocalDate today = plan.dayOf(clock.instant());
        LocalDate earliest = known.earliest();
        LocalDate latest = known.latest();
        if (earliest == null || latest == null) {
            addDays(progress, progress.since(), today);
        } else {
            addDays(progress, progress.since(), earliest);
            if (progress.cursor() == null) {
                addDays(progress, latest, today);
            }
        }
        firstDay = progress.since().isBefore(today) ? progress.since() : null;
    }

    /** Adds days from the first one on, the last one excluded; those already there stay as they are. */
    void addDays(SiteProgress progress, LocalDate from, LocalDate before) {
        if (from.isBefore(before)) {
            List<LocalDate> days = from.datesUntil(before).toList();
            access.firstDays().add(progress.hold(), days);
        }
    }

    /** Notes what a pass over a day came to. */
    void read(Day day, Pass pass, SiteProgress progress) {
        Instant now = clock.instant();
        boolean gone = pass.suspicions() > 0 && day.attempts() + 1 >= ENOUGH_SUSPICIONS;
        boolean suspect = pass.suspicions() > 0 && !gone;
        boolean confirmed = gone || (!suspect && day.reads() > 0 && pass.tally().stored() == 0);
        if (gone) {
            LOG.warn(
                    "site {}: {} came empty {} times, a sweep interval apart, although legs of it are known: taken as"
                            + " deleted on the PBX",
                    access.site().id(),
                    day.day(),
                    ENOUGH_SUSPICIONS);
        }
        Day after = suspect
                ? new Day(
                        day.day(),
                        day.reads(),
                        false,
                        day.readAt(),
                        day.attempts() + 1,
                        now.plus(settings.sweepInterval()))
                : new Day(day.day(), day.reads() + 1, confirmed, now, 0, null);
        access.firstDays().write(progress.hold(), after);
        tell(day, pass, suspect ? "suspect" : confirmed ? "confirmed" : "read");
    }

    private void tell(Day day, Pass pass, String result) {
        DayCount count = access.firstDays().count(access.site().id());
        LOG.info(
                "site {}: first collection, {} {}, {} legs stored: {} of {} days read, {} confirmed",
                access.site().id(),
                day.day(),
                result,
                pass.tally().stored(),
                count.read(),
                count.days(),
                count.confirmed());
    }
}

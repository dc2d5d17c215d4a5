package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.PassFindings;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.collection.plan.SitePlan;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.FirstDays.DayCount;
import io.ucmbilling.store.site.SiteProgress;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The days of one site's first collection: every day from the first one to yesterday. The open window reads from
 * yesterday on. While that has never been read, days that go by are added. Later ones belong to the open window and its
 * sweeps. Once all days are there, only an earlier first day adds more. Not safe for use by several threads.
 */
final class FirstCollection {
    private static final Logger LOG = LoggerFactory.getLogger(FirstCollection.class);

    /** So many times a known day may come empty, before that is believed (contract U8). */
    private static final int ENOUGH_SUSPICIONS = 5;

    private final SiteContext context;
    private final SitePlan plan;
    private final CollectionSettings settings;
    private final Clock clock;

    /** From here on the days are known to be there; null: not looked at, or there is none yet. */
    private @Nullable LocalDate firstDay;

    FirstCollection(SiteContext context, SitePlan plan, CollectionSettings settings, Clock clock) {
        this.context = context;
        this.plan = plan;
        this.settings = settings;
        this.clock = clock;
    }

    void addDays(SiteProgress progress) {
        if (progress.cursor() != null && progress.since().equals(firstDay)) {
            return;
        }
        DayCount known = context.firstDays().count(context.id());
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

    /** Adds days from the first one on, the last one excluded. Those already there stay as they are. */
    void addDays(SiteProgress progress, LocalDate from, LocalDate before) {
        if (from.isBefore(before)) {
            context.firstDays().add(progress.hold(), from.datesUntil(before).toList());
        }
    }

    /** Writes down what a pass over a day has found. */
    void read(Day day, PassFindings findings, SiteProgress progress) {
        Instant now = clock.instant();
        boolean gone = findings.suspicions() > 0 && day.attempts() + 1 >= ENOUGH_SUSPICIONS;
        boolean suspect = findings.suspicions() > 0 && !gone;
        boolean confirmed =
                gone || (!suspect && day.reads() > 0 && findings.counts().stored() == 0);
        if (gone) {
            LOG.warn(
                    "site {}: {} came empty {} times, a sweep interval apart, although legs of it are known: taken as"
                            + " deleted on the PBX",
                    context.id(),
                    day.day(),
                    ENOUGH_SUSPICIONS);
        }
        Instant again = now.plus(settings.sweepInterval());
        Day after = suspect
                ? new Day(day.day(), day.reads(), false, day.readAt(), day.attempts() + 1, again)
                : new Day(day.day(), day.reads() + 1, confirmed, now, 0, null);
        context.firstDays().write(progress.hold(), after);
        tell(day, findings.counts().stored(), suspect ? "suspect" : confirmed ? "confirmed" : "read");
    }

    private void tell(Day day, int stored, String result) {
        DayCount count = context.firstDays().count(context.id());
        LOG.info(
                "site {}: first collection, {} {}, {} legs stored: {} of {} days read, {} confirmed",
                context.id(),
                day.day(),
                result,
                stored,
                count.read(),
                count.days(),
                count.confirmed());
    }
}

package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Certificate.Counted;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.ledger.Ledger.Late;
import io.ucmbilling.store.ledger.LedgerDay;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proof that what is kept of one day of a site is what its UCM holds.
 *
 * <ol>
 *   <li>The day is read whole. The records that came are kept. A kept one that did not come has departed.
 *   <li>The UCM's records are counted by offset, or read a second time if offsets count calls.
 *   <li>The day is certified only if both looks at the UCM and the kept records agree. Else the reason is noted.
 *   <li>If the day has the content of its newest certificate, that is noted, and no version is made.
 * </ol>
 */
record DayProof(SiteContext context, Ledger ledger, DayCounts counts, Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(DayProof.class);
    private static final String MADE_BY = Optional.ofNullable(
                    DayProof.class.getPackage().getImplementationVersion())
            .orElse("development");

    /**
     * A day to prove, and why.
     *
     * @param before the newest certificate; null: none
     * @param known what is known of the day beside; null: nothing
     */
    record DayToProve(
            LocalDate day,
            Window window,
            @Nullable Certificate before,
            @Nullable LedgerDay known,
            String reason) {}

    /** Proves the day. Returns the reading, so that more can be learnt from it. */
    DayReading prove(DayToProve task, SiteProgress progress) throws UcmFault {
        DayReading reading = DayReading.of(context, task.window(), progress);
        DayContent content = reading.content();
        String objection = objection(content, task.window());
        objection = objection == null ? difference(reading, task.window(), progress) : objection;
        Counted counted = objection == null ? counted(content, task.window(), progress) : null;
        Certificate before = task.before();
        if (counted == null) {
            objection = objection == null ? "neither a count nor a second reading agrees with the first" : objection;
            ledger.seen(progress.hold(), task.day(), clock.instant(), objection);
            String what = before == null
                    ? "is not certified"
                    : "is not certified anew, version " + before.version() + " stays";
            LOG.warn("site {}: {} {}: {}", context.id(), task.day(), what, objection);
        } else if (before != null && isSame(before, content)) {
            ledger.readWhole(progress.hold(), task.day(), clock.instant());
        } else {
            certify(certificate(task, counted, reading, progress), progress);
        }
        return reading;
    }

    /** The hash is over the legs alone: records that cannot be read are compared by their count. */
    static boolean isSame(Certificate before, DayContent content) {
        return content.hash().equals(before.hash()) && content.size() == before.held();
    }

    /** Returns why the reading itself is not believed; null: it is. */
    private @Nullable String objection(DayContent content, Window window) throws UcmFault {
        if (content.size() > 0) {
            return null;
        }
        long kept = context.census().count(context.id(), window.from(), window.to());
        if (kept > 0) {
            return "nothing came, " + kept + " legs are kept";
        }
        Optional<Instant> newest = context.census().nthLast(context.id(), null, null, 1);
        if (newest.isEmpty()) {
            return "nothing came, and nothing is known that this UCM could be asked for instead";
        }
        // By the configured zone, which may be wrong by less than a day.
        Instant known = newest.get().minus(Duration.ofDays(1));
        Instant from = known.isBefore(window.from()) ? known : window.from();
        return counts.any(new Window(from, null), 0) ? null : "nothing came, nor anything that is known since " + from;
    }

    /**
     * Notes what has departed. Returns how what is kept then differs from the reading; null: it does not. If the configured zone is
     * wrong, the UCM has another day in mind, and what did not come tells nothing.
     */
    private @Nullable String difference(DayReading reading, Window window, SiteProgress progress) {
        DayContent content = reading.content();
        if (zoneError(reading, progress).isZero()) {
            context.census().depart(progress.hold(), window.from(), window.to(), content.keys());
        }
        long kept = context.census().count(context.id(), window.from(), window.to());
        return kept == content.legs() ? null : content.legs() + " legs came, " + kept + " are kept of that day";
    }

    /**
     * Returns how the UCM's own count agrees with the reading; null: it does not. Offsets that may count calls tell
     * nothing.
     */
    private @Nullable Counted counted(DayContent content, Window window, SiteProgress progress) throws UcmFault {
        boolean tells = DayCounts.tell(progress, content.shape().fields().size());
        if (tells && counts.holds(window, content.size())) {
            return Counted.OFFSET;
        }
        DayReading again = DayReading.of(context, window, progress);
        return again.content().sameAs(content) ? Counted.READ_TWICE : null;
    }

    private Certificate certificate(DayToProve task, Counted counted, DayReading reading, SiteProgress progress) {
        DayContent content = reading.content();
        Certificate before = task.before();
        Late late = task.known() == null ? null : task.known().late();
        return new Certificate(
                task.day(),
                before == null ? 1 : before.version() + 1,
                content.size(),
                counted,
                content.quarantined(),
                content.hash(),
                content.shape().fields().size(),
                content.first(),
                content.last(),
                context.census()
                        .departed(
                                context.id(),
                                task.window().from(),
                                task.window().to()),
                reading.stored() + (late == null ? 0 : late.legs()),
                late == null ? null : late.greatest(),
                knownZoneError(reading, progress),
                clock.instant(),
                MADE_BY,
                task.reason());
    }

    /** Returns how far the configured zone is wrong; null: it is not known. */
    private static @Nullable Duration knownZoneError(DayReading reading, SiteProgress progress) {
        Duration ofDay = reading.zoneError();
        return ofDay == null ? progress.zoneError() : ofDay;
    }

    private static Duration zoneError(DayReading reading, SiteProgress progress) {
        return Objects.requireNonNullElse(knownZoneError(reading, progress), Duration.ZERO);
    }

    private void certify(Certificate certificate, SiteProgress progress) {
        ledger.certify(progress.hold(), certificate);
        context.counters().certified();
        LOG.info(
                "site {}: {} certified, version {}: {} records, {} departed, {} late, {} quarantined, hash {}: {}",
                context.id(),
                certificate.day(),
                certificate.version(),
                certificate.held(),
                certificate.departed(),
                certificate.late(),
                certificate.quarantined(),
                certificate.hash(),
                certificate.reason());
    }
}

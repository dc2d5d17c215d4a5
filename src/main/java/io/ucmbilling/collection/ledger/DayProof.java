package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Certificate.Counted;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.ledger.Ledger.Late;
import io.ucmbilling.store.ledger.Ledger.LedgerDay;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves one day of a site:
 *
 * <ol>
 *   <li>It is read whole; what came is kept, what is kept and did not come has departed.
 *   <li>The UCM is counted: by offset, or by reading a second time where offsets count calls.
 *   <li>Only where both looks at the UCM and what is kept agree is the day certified. Else the reason is noted.
 *   <li>Where the day has the content of its newest certificate, that is noted, and no version is made.
 * </ol>
 */
final class DayProof {
    private static final Logger LOG = LoggerFactory.getLogger(DayProof.class);
    private static final String MADE_BY = Optional.ofNullable(
                    DayProof.class.getPackage().getImplementationVersion())
            .orElse("development");

    private final SiteContext access;
    private final Ledger ledger;
    private final DayCounts counts;
    private final Clock clock;

    DayProof(SiteContext access, Ledger ledger, DayCounts counts, Clock clock) {
        this.access = access;
        this.ledger = ledger;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * What to prove, and why.
     *
     * @param before the newest certificate; null: none
     * @param known what is known of the day beside; null: nothing
     */
    record Task(
            LocalDate day,
            Window window,
            @Nullable Certificate before,
            @Nullable LedgerDay known,
            String reason) {}

    /** What was read, so that more can be learnt of it. */
    DayReading prove(Task task, SiteProgress progress) throws UcmFault {
        DayReading reading = DayReading.of(access, task.window(), progress);
        String objection = objection(reading, task.window());
        objection = objection == null ? difference(reading, task.window(), progress) : objection;
        Counted counted = objection == null ? counted(reading, task.window(), progress) : null;
        Certificate before = task.before();
        if (counted == null) {
            objection = objection == null ? "neither a count nor a second reading agrees with the first" : objection;
            ledger.seen(progress.hold(), task.day(), clock.instant(), objection);
            LOG.warn("site {}: {} is not certified: {}", id(), task.day(), objection);
        } else if (before != null && sameAs(before, reading)) {
            ledger.readWhole(progress.hold(), task.day(), clock.instant());
        } else {
            certify(certificate(task, counted, reading, progress), progress);
        }
        return reading;
    }

    /** The hash is over the legs alone: what cannot be read is compared by its count. */
    static boolean sameAs(Certificate before, DayReading reading) {
        return reading.hash().equals(before.hash()) && reading.legs() + reading.quarantined() == before.held();
    }

    /** Why the reading itself is not believed; null: it is. */
    private @Nullable String objection(DayReading reading, Window window) throws UcmFault {
        if (reading.legs() + reading.quarantined() > 0) {
            return null;
        }
        long kept = access.census().count(id(), window.from(), window.to());
        if (kept > 0) {
            return "nothing came, " + kept + " legs are kept";
        }
        Optional<Instant> newest = access.census().nthLast(id(), null, null, 1);
        if (newest.isEmpty()) {
            return "nothing came, and nothing is known that this UCM could be asked for instead";
        }
        // By the configured zone, which may be wrong by less than a day.
        Instant known = newest.get().minus(Duration.ofDays(1));
        Instant from = known.isBefore(window.from()) ? known : window.from();
        return counts.any(new Window(from, null), 0) ? null : "nothing came, nor anything that is known since " + from;
    }

    /** Notes what has departed; how what is kept then differs from the reading; null: it does not. */
    private @Nullable String difference(DayReading reading, Window window, SiteProgress progress) {
        access.census().depart(progress.hold(), window.from(), window.to(), reading.keys());
        long kept = access.census().count(id(), window.from(), window.to());
        return kept == reading.legs() ? null : reading.legs() + " legs came, " + kept + " are kept of that day";
    }

    /** How the UCM's own count agreed with the reading; null: it did not. Offsets that may count calls tell nothing here. */
    private @Nullable Counted counted(DayReading reading, Window window, SiteProgress progress) throws UcmFault {
        boolean tells = DayCounts.tell(progress, reading.shape().fields().size());
        if (tells && counts.holds(window, reading.legs() + reading.quarantined())) {
            return Counted.OFFSET;
        }
        DayReading again = DayReading.of(access, window, progress);
        return again.sameAs(reading) ? Counted.READ_TWICE : null;
    }

    private Certificate certificate(Task task, Counted counted, DayReading reading, SiteProgress progress) {
        Certificate before = task.before();
        Late late = task.known() == null ? null : task.known().late();
        Duration zoneError = reading.zoneError();
        return new Certificate(
                task.day(),
                before == null ? 1 : before.version() + 1,
                reading.legs() + reading.quarantined(),
                counted,
                reading.quarantined(),
                reading.hash(),
                reading.shape().fields().size(),
                reading.first(),
                reading.last(),
                access.census()
                        .departed(id(), task.window().from(), task.window().to()),
                reading.stored() + (late == null ? 0 : late.legs()),
                late == null ? null : late.greatest(),
                zoneError == null ? progress.zoneError() : zoneError,
                clock.instant(),
                MADE_BY,
                task.reason());
    }

    private void certify(Certificate certificate, SiteProgress progress) {
        ledger.certify(progress.hold(), certificate);
        access.counters().certified(id());
        LOG.info(
                "site {}: {} certified, version {}: {} records, {} departed, {} late, {} quarantined, hash {}: {}",
                id(),
                certificate.day(),
                certificate.version(),
                certificate.held(),
                certificate.departed(),
                certificate.late(),
                certificate.quarantined(),
                certificate.hash(),
                certificate.reason());
    }

    private String id() {
        return access.site().id();
    }
}

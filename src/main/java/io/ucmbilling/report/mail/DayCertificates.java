package io.ucmbilling.report.mail;

import io.ucmbilling.report.mail.MailedReports.MailedReport;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.ledger.LedgerDay;
import io.ucmbilling.store.mailing.Sending;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Certificates of the days of a mail, also of sites that are not configured any more: these get no new ones. */
@Component
final class DayCertificates {
    /** Where days begin first. */
    private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

    private final Ledger ledger;
    private final Census census;
    private final Fleet fleet;

    DayCertificates(Ledger ledger, Census census, Fleet fleet) {
        this.ledger = ledger;
        this.census = census;
        this.fleet = fleet;
    }

    /**
     * A day of a site, of the PBX's zone, without certificate.
     *
     * @param awaited whether it may still get one; false: its site is not configured any more
     */
    record UncertifiedDay(String site, LocalDate day, boolean awaited) {
        @Override
        public String toString() {
            return site + " " + day;
        }
    }

    /** Returns the days that are not certified, by site and day; none: all are. */
    List<UncertifiedDay> missing(MailedReport report, Sending sending) {
        return report.query().filter().sites().stream()
                .flatMap(site -> missing(site, report, sending))
                .toList();
    }

    /**
     * Returns those of a site. Of one that is not configured any more nobody knows the zone: its days are those of the period, up to
     * that of the last record that is kept, or the day after it.
     */
    private Stream<UncertifiedDay> missing(String id, MailedReport report, Sending sending) {
        Site site = fleet.find(id).orElse(null);
        LocalDate first = sending.from();
        LocalDate last = sending.to().minusDays(1);
        Instant from = report.query().filter().from();
        Instant to = report.query().filter().to();
        if (site != null && !report.query().zone().isOfSites() && from != null && to != null) {
            first = LocalDate.ofInstant(from, site.timeZone());
            last = LocalDate.ofInstant(to.minusNanos(1), site.timeZone());
        }
        Map<LocalDate, Certificate> certified = ledger.newest(id, first, last);
        Map<LocalDate, LedgerDay> known = ledger.days(id, first, last);
        return first.datesUntil(last.plusDays(1))
                .filter(day -> !certified.containsKey(day))
                .filter(day -> site != null || isCollectedUpTo(id, day))
                .filter(day -> !known.containsKey(day) || !known.get(day).neverHeld())
                .map(day -> new UncertifiedDay(id, day, site != null));
    }

    private boolean isCollectedUpTo(String site, LocalDate day) {
        Instant begin = day.atStartOfDay().toInstant(EARLIEST);
        return census.earliest(site, begin, null).isPresent();
    }
}

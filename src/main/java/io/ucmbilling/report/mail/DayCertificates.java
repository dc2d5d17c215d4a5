package io.ucmbilling.report.mail;

import io.ucmbilling.report.mail.MailedReports.MailedReport;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.ledger.LedgerDay;
import io.ucmbilling.store.mailing.Sending;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Certificates of the days of a mail. A site that is not configured any more gets none and is not asked for any. */
@Component
final class DayCertificates {
    private final Ledger ledger;
    private final Fleet fleet;

    DayCertificates(Ledger ledger, Fleet fleet) {
        this.ledger = ledger;
        this.fleet = fleet;
    }

    /** A day of a site, of the PBX's zone, without certificate. */
    record UncertifiedDay(String site, LocalDate day) {
        @Override
        public String toString() {
            return site + " " + day;
        }
    }

    /** Returns the days that are not certified, by site and day; none: all are. */
    List<UncertifiedDay> missing(MailedReport report, Sending sending) {
        return report.query().filter().sites().stream()
                .flatMap(id -> fleet.find(id).stream())
                .flatMap(site -> missing(site, report, sending))
                .toList();
    }

    private Stream<UncertifiedDay> missing(Site site, MailedReport report, Sending sending) {
        LocalDate first = sending.from();
        LocalDate last = sending.to().minusDays(1);
        Instant from = report.query().filter().from();
        Instant to = report.query().filter().to();
        if (!report.query().zone().isOfSites() && from != null && to != null) {
            first = LocalDate.ofInstant(from, site.timeZone());
            last = LocalDate.ofInstant(to.minusNanos(1), site.timeZone());
        }
        Map<LocalDate, Certificate> certified = ledger.newest(site.id(), first, last);
        Map<LocalDate, LedgerDay> known = ledger.days(site.id(), first, last);
        return first.datesUntil(last.plusDays(1))
                .filter(day -> !certified.containsKey(day))
                .filter(day -> !known.containsKey(day) || !known.get(day).neverHeld())
                .map(day -> new UncertifiedDay(site.id(), day));
    }
}

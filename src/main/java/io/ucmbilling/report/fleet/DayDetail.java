package io.ucmbilling.report.fleet;

import io.ucmbilling.calls.view.DayTotals.DayTotal;
import io.ucmbilling.collection.ledger.DayStandings.Standing;
import io.ucmbilling.collection.ledger.SiteDays.SiteDay;
import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.store.ledger.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A day opened.
 *
 * @param title the day in words
 * @param calls those kept that started on it
 * @param legs those kept that started on it
 * @param erased those that started on it and were erased
 * @param reason why it has no certificate, or what the last look found; null: nothing to say
 * @param certificate the newest; null: it has none
 * @param earlier versions before it, the newest first
 */
record DayDetail(
        LocalDate date,
        String title,
        Standing standing,
        long calls,
        long legs,
        long erased,
        @Nullable String reason,
        @Nullable Proof certificate,
        List<Proof> earlier) {
    private static final DateTimeFormatter TITLE = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);

    /**
     * A certificate. Times are by the clock of the site.
     *
     * @param stored of the records that the UCM held, those stored as legs
     * @param difference what the certificate says of records that are not stored
     * @param lateness of the latest of the late legs; empty: not measured
     * @param reason why this version was made
     */
    record Proof(
            int version,
            Certificate.Counted counted,
            long held,
            long stored,
            Phrase difference,
            long late,
            String lateness,
            long departed,
            long quarantined,
            String hash,
            String first,
            String last,
            String madeAt,
            String reason) {
        static Proof of(Certificate certificate, ZoneId zone) {
            long quarantined = certificate.quarantined();
            return new Proof(
                    certificate.version(),
                    certificate.counted(),
                    certificate.held(),
                    certificate.held() - quarantined,
                    new Phrase(
                            quarantined == 0 ? "fleet.day.difference.none" : "fleet.day.difference.quarantined",
                            quarantined),
                    certificate.late(),
                    duration(certificate.greatestLateness()),
                    certificate.departed(),
                    quarantined,
                    certificate.hash(),
                    time(certificate.first(), zone),
                    time(certificate.last(), zone),
                    time(certificate.madeAt(), zone),
                    certificate.reason());
        }

        private static String duration(@Nullable Duration duration) {
            return GuideFormat.duration(duration);
        }

        private static String time(@Nullable Instant instant, ZoneId zone) {
            return instant == null ? "" : GuideFormat.time(instant, zone);
        }
    }

    /** @param versions all certificates of the day, the oldest first */
    static DayDetail of(SiteDay day, DayTotal total, List<Certificate> versions, ZoneId zone) {
        List<Proof> proofs = versions.reversed().stream()
                .map(version -> Proof.of(version, zone))
                .toList();
        return new DayDetail(
                day.date(),
                TITLE.format(day.date()),
                day.standing(),
                total.calls(),
                total.legs(),
                total.erasedLegs(),
                day.reason(),
                proofs.isEmpty() ? null : proofs.getFirst(),
                proofs.isEmpty() ? List.of() : proofs.subList(1, proofs.size()));
    }

    /** Returns its beginning as the filter of calls reads it. */
    public LocalDateTime begin() {
        return date.atStartOfDay();
    }

    /** Returns its end, exclusive, as the filter of calls reads it. */
    public LocalDateTime end() {
        return date.plusDays(1).atStartOfDay();
    }
}

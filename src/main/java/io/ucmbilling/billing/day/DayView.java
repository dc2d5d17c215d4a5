package io.ucmbilling.billing.day;

import io.swagger.v3.oas.annotations.media.Schema;
import io.ucmbilling.calls.view.DayTotals.DayTotal;
import io.ucmbilling.collection.ledger.DayStandings.Standing;
import io.ucmbilling.collection.ledger.SiteDays.SiteDay;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Certificate.Counted;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** A day of a site as the REST view shows it (billing contract B6). Instants are whole seconds. */
@Schema(name = "Day", description = "A day of the site's zone, and what proves that all of it is kept.")
record DayView(
        @Schema(description = "In the site's zone.", example = "2026-03-02")
        LocalDate date,

        @Schema(
                description =
                        "OPEN: it is not over for longer than records were ever seen to come late. SETTLED: it is, and"
                            + " has no certificate. CERTIFIED: all that the UCM held is kept. LOST: the UCM held it"
                            + " once and no longer did when it was to be proven. NEVER_HELD: before the oldest record"
                            + " that the UCM held when it was first asked.")
        Standing state,

        @Schema(description = "Why it is not certified, or what the last look found; null: nothing to say.") @Nullable
        String reason,

        @Schema(description = "Those kept whose startedAt lies in the day.", example = "412")
        long calls,

        @Schema(description = "Those kept whose startedAt lies in the day, of whatever call.", example = "530")
        long legs,

        @Schema(description = "The newest; null: there is none.") @Nullable
        CertificateView certificate) {

    /** What a whole read has proven of a day. */
    @Schema(
            name = "Certificate",
            description = "What a whole read has proven of the day. A later difference makes a new version.")
    record CertificateView(
            @Schema(description = "From 1 on.") int version,

            @Schema(description = "How the records were counted after the read: by offset, or by reading them again.")
            Counted countedBy,

            @Schema(description = "Records that the UCM held.")
            long ucmLegs,

            @Schema(description = "Of them, stored as legs: all but those quarantined.")
            long storedLegs,

            @Schema(
                    description =
                            "SHA-256, 64 hex digits, of the day's records as CSV lines, sorted by their bytes, each"
                                    + " ended by LF.")
            String sha256,

            @Schema(description = "The earliest start; null: there was no record.") @Nullable
            Instant firstStart,

            @Schema(description = "The latest start; null: there was no record.") @Nullable
            Instant lastStart,

            @Schema(description = "Legs that appeared behind later ones.")
            long lateLegs,

            @Schema(description = "How long after its start the latest of those was first seen; null: not measured.")
            @Nullable
            Long greatestLatenessSeconds,

            @Schema(description = "Legs kept of the day that the UCM has deleted since.")
            long departedLegs,

            @Schema(
                    description = "Legs of the day that were erased here, as they are now, whenever the certificate was"
                            + " made: it counts them as stored. Ordinarily 0. What was erased stays erased"
                            + " although the UCM may still hold it, and sha256 is that of the UCM's records, so it"
                            + " proves them still.")
            long erasedLegs,

            @Schema(description = "Records that cannot be read.")
            long quarantined,

            @Schema(description = "How far the configured zone was off; null: not measured.") @Nullable
            Long zoneErrorSeconds,

            Instant madeAt,

            @Schema(description = "How many versions came before.")
            int earlier) {

        static CertificateView of(Certificate certificate, long erasedLegs) {
            return new CertificateView(
                    certificate.version(),
                    certificate.counted(),
                    certificate.held(),
                    certificate.held() - certificate.quarantined(),
                    certificate.hash(),
                    seconds(certificate.first()),
                    seconds(certificate.last()),
                    certificate.late(),
                    seconds(certificate.greatestLateness()),
                    certificate.departed(),
                    erasedLegs,
                    certificate.quarantined(),
                    seconds(certificate.zoneError()),
                    certificate.madeAt().truncatedTo(ChronoUnit.SECONDS),
                    certificate.version() - 1);
        }

        private static @Nullable Instant seconds(@Nullable Instant instant) {
            return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS);
        }

        private static @Nullable Long seconds(@Nullable Duration duration) {
            return duration == null ? null : duration.toSeconds();
        }
    }

    static DayView of(SiteDay day, DayTotal total) {
        Certificate certificate = day.certificate();
        return new DayView(
                day.date(),
                day.standing(),
                day.reason(),
                total.calls(),
                total.legs(),
                certificate == null ? null : CertificateView.of(certificate, total.erasedLegs()));
    }
}

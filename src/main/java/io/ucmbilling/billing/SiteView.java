package io.ucmbilling.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import io.ucmbilling.store.watch.SiteHealth;
import io.ucmbilling.ucm.site.Site.Api;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A site as the REST view shows it (billing contract B5). Instants are whole seconds. */
@Schema(name = "Site", description = "A UCM of the fleet, and how far its records have come.")
record SiteView(
        @Schema(example = "branch-a") String id,

        @Schema(description = "The zone of the UCM's wall clock.", example = "America/Chicago")
        String zone,

        @Schema(description = "The region whose numbering plan its numbers are read by; null: none is configured.")
        @Nullable
        String region,

        @Schema(description = "As configured; null: not known.", example = "UCM6304") @Nullable
        String model,

        @Schema(description = "How the UCM is asked.") Api api,

        @Schema(
                description =
                        "NEVER_REACHED: no pass ever ended well. FAILING: the last pass failed. LATE: the last one"
                                + " that ended well is three poll intervals ago, or more. OK: else.")
        SiteHealth state,

        @Schema(description = "When the UCM was last read to its newest record; null: never.") @Nullable
        Instant lastSuccessAt,

        @Schema(description = "Why the last pass failed; null: it did not.") @Nullable
        SiteFault lastFault,

        @Schema(description = "When the newest leg that is kept started; null: there is none.") @Nullable
        Instant newestStartAt,

        @Schema(description = "Seconds since lastSuccessAt; null: never.") @Nullable
        Long lagSeconds,

        @Schema(
                description =
                        "By how many seconds calls lag behind the legs that are kept; null: not known, as legs from"
                                + " before calls were made are still looked at.")
        @Nullable
        Long viewLagSeconds,

        FirstCollectionView firstCollection,

        @Schema(
                description =
                        "By how many seconds the UCM's clock was ahead of the gateway's when a pass last measured it,"
                                + " by the Date of an answer; 0 if it may have been right. Null: not measured.")
        @Nullable
        Long clockErrorSeconds,

        @Schema(description = "How far the configured zone is off; null: not measured.") @Nullable
        Long zoneErrorSeconds,

        SiteCounters counters,

        @Schema(
                description = "Every day from the first one to this one that the UCM ever held is certified; null: not"
                        + " even the first.")
        @Nullable
        LocalDate certifiedThrough,

        @Schema(
                description =
                        "The first day, in the site's zone, of which calls are kept. Calls of days before it are gone"
                                + " without events, and their days are not listed; null: all are kept.")
        @Nullable
        LocalDate keptFrom) {

    /** A fault of the last pass. */
    @Schema(name = "SiteFault")
    record SiteFault(
            @Schema(example = "UNREACHABLE") String kind,

            @Schema(description = "Null: not known.") @Nullable
            Instant at,

            @Schema(description = "Null: not known.") @Nullable
            String message) {}

    /** How far the first collection has come, in days. */
    @Schema(name = "FirstCollection")
    record FirstCollectionView(
            @Schema(description = "Days from the first one on.")
            long days,

            @Schema(description = "Of them, read at least once.")
            long read,

            @Schema(description = "Of them, read again without anything new.")
            long confirmed,

            @Schema(description = "Whether all are confirmed.")
            boolean done) {}

    /** Counts of records: received = stored + unchanged + quarantined. */
    @Schema(
            name = "SiteCounters",
            description = "Of the process that answers, since its start: received = stored + unchanged + quarantined.")
    record SiteCounters(long received, long stored, long unchanged, long quarantined) {}
}

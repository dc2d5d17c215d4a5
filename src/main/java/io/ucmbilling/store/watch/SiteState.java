package io.ucmbilling.store.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How one site stands.
 *
 * @param succeededAt when a pass to the newest record last ended well; null: never
 * @param failures failed passes in a row
 * @param lastFault kind of the last fault; null: the last pass ended well
 * @param quarantined entries that cannot be read; {@link SiteStates#MOST_COUNTED} stands for more
 * @param clockError how far the UCM's clock was ahead of the gateway's; null: not measured
 * @param zoneError how far the configured zone is off, at its worst within the last day; null: not measured
 * @param endangered days that the UCM will soon delete and that have no certificate
 * @param certifiedDay the newest day that has a certificate; null: none has
 */
public record SiteState(
        String site,
        @Nullable Instant succeededAt,
        int failures,
        @Nullable String lastFault,
        long quarantined,
        @Nullable Duration clockError,
        @Nullable Duration zoneError,
        int endangered,
        @Nullable LocalDate certifiedDay) {}

package io.ucmbilling.store.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The sites and what is known of each.
 *
 * <p>Fencing: {@link #take} hands out a {@link Hold} with a higher fence than any before. Each write to a site carries a hold
 * and locks the site's row, so that writes to one site are done one after the other. A write under an older hold stores
 * nothing and throws {@link LostSiteException}.
 */
public interface Sites {

    /** Adds the site, unless it is known. Its first day is the earliest ever registered. */
    void register(String site, LocalDate since);

    /**
     * Notes how the site is configured, as far as calls depend on it. It counts for all legs that are stored from then on.
     *
     * @param region ISO 3166 code for reading outside numbers; null: none
     */
    void configured(String site, ZoneId zone, @Nullable String region);

    /** Returns the progress of all known sites, by id. One small query. */
    List<SiteProgress> progress();

    /**
     * Returns one site's progress.
     *
     * @throws IllegalArgumentException if the site is not registered
     */
    SiteProgress progress(String site);

    /** Takes the site for this replica. The progress returned carries the new hold. */
    SiteProgress take(String site);

    /** Changes the progress in a transaction of its own, by one of the rules of {@link SiteProgress}. */
    void change(Hold hold, UnaryOperator<SiteProgress> change);

    /** Returns how late the site's records are first seen: {@link Lateness#NONE} for a site never seen. */
    Lateness lateness(String site);

    /** Replaces the measured lateness. */
    void lateness(Hold hold, Lateness lateness);

    /** Returns what was measured while this zone was the configured one, of quarters of an hour that began later. */
    ZoneMeasurements zoneMeasurements(String site, ZoneId zone, Instant after);

    /** Adds measurements of the zone, and forgets those of quarters that began until then. */
    void measuredZone(Hold hold, ZoneMeasurements more, Instant until);
}

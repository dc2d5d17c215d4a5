package io.ucmbilling.store.intake;

import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Day;
import io.ucmbilling.store.site.DayCount;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.LostSiteException;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.ZoneMeasurements;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The collection's own state: sites, their progress, the days of the first collection, and the one way to keep a page.
 *
 * <p>Fencing: {@link #take} makes the fence grow and hands the new one out. Each write carries it and locks the site's row,
 * so that writes of one site stand one behind the other, and one with an older fence stores nothing and throws
 * {@link LostSiteException}.
 */
public interface Cursors {

    /** Knows the site from now on; its first day is the earliest ever registered. */
    void register(String site, LocalDate since);

    /** The months that are collected, of all sites; a leg that starts in another one is kept, but misdated. */
    CollectedMonths collectedMonths();

    /** All known sites' progress, by id. One small query. */
    List<SiteProgress> progress();

    /** One site's progress. */
    SiteProgress progress(String site);

    /** Takes the site for this replica: the fence grows. The progress returned carries it. */
    SiteProgress take(String site);

    /** Does what keeping needs no transaction for, so that it can be done while the page before is being kept. */
    PreparedLegs prepare(String site, List<ReadLeg> legs);

    /**
     * Keeps a page and the cursor it allows, in one transaction. Partitions for the legs' months are made where missing.
     *
     * @param legs in page order; the same key twice counts once as unchanged
     * @param quarantined entries that could not be read
     * @param cursor moves the cursor there if that is later; null: stays
     */
    PageCounts keep(
            String site, long fence, PreparedLegs legs, List<UnreadableEntry> quarantined, @Nullable Instant cursor);

    /** Prepares and keeps at once. */
    default PageCounts keep(
            String site, long fence, List<ReadLeg> legs, List<UnreadableEntry> quarantined, @Nullable Instant cursor) {
        return keep(site, fence, prepare(site, legs), quarantined, cursor);
    }

    /** Which part of the collection a pass was. */
    enum Part {
        TAIL,
        SWEEP,
        DEEP_SWEEP,
        DAY
    }

    /** A pass ended well: its part's time is set, failures are forgotten, the cursor moves on if that is later. */
    void succeeded(String site, long fence, Part part, Instant at, @Nullable Instant cursor);

    /** A pass failed: no pass of this site before {@code retryAt}. */
    void failed(String site, long fence, String fault, Instant retryAt);

    /** What was learnt about the UCM; a zoneError of null leaves the one measured before. */
    void learnt(String site, long fence, SiteProgress.Counting counting, @Nullable Duration zoneError);

    /** How late the site's records are first seen; nothing for a site never seen. */
    Lateness lateness(String site);

    /** Writes what was measured of that. */
    void lateness(String site, long fence, Lateness lateness);

    /** What was measured of the site's zone, while that was the configured one, in quarters of an hour that began later. */
    ZoneMeasurements zoneMeasurements(String site, ZoneId zone, Instant after);

    /** Adds measurements of the zone, and forgets those of quarters that began until then. */
    void measuredZone(String site, long fence, ZoneMeasurements more, Instant until);

    /** Adds days to the first collection, those already there stay as they are. */
    void addDays(String site, long fence, List<LocalDate> days);

    /** The days not yet confirmed, newest first. */
    List<Day> openDays(String site);

    /** How many days there are in all and how many are confirmed. */
    DayCount dayCount(String site);

    /** Writes a day's state. */
    void day(String site, long fence, Day day);

    /** The newest quarantined entries of a site, see {@link #quarantine(String, long, int)}. */
    default List<Quarantine> quarantine(String site, int limit) {
        return quarantine(site, Long.MAX_VALUE, limit);
    }

    /**
     * Quarantined entries of a site, newest first.
     *
     * @param before numbers are lower than this: that of the last one, to go on behind it
     * @param limit at most so many, and no more than fit into 4 MB; but at least one, where there is one
     */
    List<Quarantine> quarantine(String site, long before, int limit);

    /**
     * @param number of the entry
     * @param raw the text, its first megabyte at most
     * @param firstSeen when it came first
     * @param length of the whole text, in bytes of UTF-8
     * @param sha256 of the whole text, 64 hex digits
     * @param cut whether {@code raw} is not the whole text
     */
    record Quarantine(
            long number, String raw, String reason, Instant firstSeen, long length, String sha256, boolean cut) {}

    /** Takes a quarantined entry out, because it could be read after all: its legs are kept in the same transaction. */
    void release(String site, long fence, long number, List<ReadLeg> legs);
}

package io.ucmbilling.store.site;

import io.ucmbilling.store.database.StorableTextConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a site's collection, which all replicas share. Written by the collection room only.
 *
 * @param hold the newest hold of the site, whosever it is
 * @param since the first day that is collected, fixed at the site's first start
 * @param cursor everything that started before this instant, by the UCM's own clock, has been read at least once in an
 *     unbroken walk; null before the first
 * @param counting how the UCM counts offsets: UNKNOWN, LEGS or ITEMS
 * @param zoneError how far the configured zone's reading is ahead of the epochs of uniqueid; null: not measured
 * @param clockError how far the UCM's clock was ahead of the gateway's in the last pass that measured it; null: none did
 * @param tailAt when the last pass over the open window ended well; null: never
 * @param sweepAt when the last sweep ended well; null: never
 * @param deepSweepAt when the last deep sweep ended well; null: never
 * @param failures failed passes in a row
 * @param retryAt no pass before this; null: none failed
 * @param lastFault the last fault's kind; null: the last pass ended well
 * @param lastFaultAt when it came; null with lastFault, and if it came before that was kept
 * @param lastFaultMessage what was found and expected; null as lastFaultAt
 */
@Embeddable
public record SiteProgress(
        @Embedded Hold hold,
        LocalDate since,
        @Column(name = "read_until") @Nullable Instant cursor,
        @Enumerated(EnumType.STRING) Counting counting,
        @Nullable Duration zoneError,
        @Nullable Duration clockError,
        @Nullable Instant tailAt,
        @Nullable Instant sweepAt,
        @Nullable Instant deepSweepAt,
        int failures,
        @Nullable Instant retryAt,

        @Convert(converter = StorableTextConverter.class) @Nullable
        String lastFault,

        @Nullable Instant lastFaultAt,

        @Convert(converter = StorableTextConverter.class) @Nullable
        String lastFaultMessage) {
    /** More than anybody reads. */
    private static final int LONGEST_MESSAGE = 1_000;

    /** Returns the site's id. */
    public String site() {
        return hold.site();
    }

    /** Returns the progress with the cursor there, if that is later. */
    public SiteProgress readUntil(@Nullable Instant later) {
        Instant at = later != null && (cursor == null || later.isAfter(cursor)) ? later : cursor;
        return new SiteProgress(
                hold,
                since,
                at,
                counting,
                zoneError,
                clockError,
                tailAt,
                sweepAt,
                deepSweepAt,
                failures,
                retryAt,
                lastFault,
                lastFaultAt,
                lastFaultMessage);
    }

    /** Returns the progress after a pass that ended well: its part's time is set, failures are forgotten. */
    public SiteProgress succeeded(Part part, Instant at) {
        Instant tail = part == Part.TAIL ? at : tailAt;
        Instant sweep = part == Part.SWEEP ? at : sweepAt;
        Instant deepSweep = part == Part.DEEP_SWEEP ? at : deepSweepAt;
        return new SiteProgress(
                hold,
                since,
                cursor,
                counting,
                zoneError,
                clockError,
                tail,
                sweep,
                deepSweep,
                0,
                null,
                null,
                null,
                null);
    }

    /** Returns the progress with how far the UCM's clock was found to be ahead; empty: the error known before stays. */
    public SiteProgress clockAhead(Optional<Duration> found) {
        return new SiteProgress(
                hold,
                since,
                cursor,
                counting,
                zoneError,
                found.orElse(clockError),
                tailAt,
                sweepAt,
                deepSweepAt,
                failures,
                retryAt,
                lastFault,
                lastFaultAt,
                lastFaultMessage);
    }

    /** Returns the progress after a pass that failed: no pass of this site begins before {@code fault.retryAt}. */
    public SiteProgress failed(PassFault fault) {
        String told = fault.message();
        String message = told.length() <= LONGEST_MESSAGE ? told : told.substring(0, LONGEST_MESSAGE) + "…";
        return new SiteProgress(
                hold,
                since,
                cursor,
                counting,
                zoneError,
                clockError,
                tailAt,
                sweepAt,
                deepSweepAt,
                failures + 1,
                fault.retryAt(),
                fault.kind(),
                fault.at(),
                message);
    }

    /** Fault that ended a pass. */
    public record PassFault(String kind, String message, Instant at, Instant retryAt) {}

    /** Returns the progress with what was learnt about the UCM. A zoneError of null leaves the one measured before. */
    public SiteProgress learnt(Counting found, @Nullable Duration error) {
        Duration newest = error == null ? zoneError : error;
        return new SiteProgress(
                hold,
                since,
                cursor,
                found,
                newest,
                clockError,
                tailAt,
                sweepAt,
                deepSweepAt,
                failures,
                retryAt,
                lastFault,
                lastFaultAt,
                lastFaultMessage);
    }

    /** A part of the collection, by what a pass was for. */
    public enum Part {
        TAIL,
        SWEEP,
        DEEP_SWEEP,
        DAY,
        REQUESTED_DAY
    }

    /** What a UCM's offset counts (contract U6). */
    public enum Counting {
        UNKNOWN,
        LEGS,
        ITEMS
    }
}

package io.ucmbilling.store.intake;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.Partitions;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteRow;
import io.ucmbilling.store.site.SiteRows;
import io.ucmbilling.store.site.WallClockSpan;
import io.ucmbilling.telemetry.Spans;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Transactions that store the legs of a page together with the cursor that it allows. Partitions are made before each,
 * and the site's row is locked first. A transaction in which the index finds a leg kept that was taken for new is done
 * once again, with every leg looked up.
 */
@Component
final class PageTransactions {
    private final Transactions transactions;
    private final SiteRows sites;
    private final Partitions partitions;
    private final ServingChanges changes;
    private final StaleCallSignal signal;

    PageTransactions(
            Transactions transactions,
            SiteRows sites,
            Partitions partitions,
            ServingChanges changes,
            StaleCallSignal signal) {
        this.transactions = transactions;
        this.sites = sites;
        this.partitions = partitions;
        this.changes = changes;
        this.signal = signal;
    }

    /** A write to quarantine in the same transaction. */
    @FunctionalInterface
    interface QuarantineWrite {
        /** Returns how many entries were written. */
        int to(short site);
    }

    /**
     * What became of the legs.
     *
     * @param stored how many were new or changed
     * @param added the new ones
     * @param wrote whether anything at all was written, legs or not
     */
    record Stored(int stored, List<ReadLeg> added, boolean wrote) {}

    /** A transaction to be tried with trust in the index, or with every leg looked up. */
    @FunctionalInterface
    private interface Attempt {
        Stored run(boolean thorough);
    }

    /** Stores legs, and moves the site's cursor as {@link LegIntake#keep} tells. */
    Stored store(Hold hold, PreparedLegs legs, @Nullable Instant cursor, QuarantineWrite write) {
        Set<YearMonth> months = legs.months();
        partitions.make(months);
        Attempt attempt = thorough -> transactions.writing(
                connection -> {
                    partitions.enter(connection, months);
                    SiteRow site = sites.lock(hold);
                    boolean wrote = write.to(site.id()) > 0;
                    ErasedLegFilter filter = new ErasedLegFilter(connection, site);
                    KeptPage page = new PageUpsert(connection, site, thorough).keep(filter.remaining(legs));
                    boolean moved = move(site, page, cursor) || filter.hasLearnt();
                    return new Stored(page.size(), page.addedLegs(), wrote || moved || page.size() > 0);
                },
                Stored::wrote);
        try {
            Stored stored = Spans.in("store page", "site", hold.site(), () -> onceOrTwice(attempt));
            if (stored.stored() > 0) {
                signal.raise();
            }
            changes.forgetOld();
            return stored;
        } catch (DataAccessException e) {
            partitions.forget();
            throw e;
        }
    }

    private static Stored onceOrTwice(Attempt attempt) {
        try {
            return attempt.run(false);
        } catch (DuplicateKeyException e) {
            return attempt.run(true);
        }
    }

    /** Writes what a page changes beside its legs. Returns whether the cursor moves. */
    private boolean move(SiteRow site, KeptPage page, @Nullable Instant cursor) {
        EarliestChange change = page.change();
        if (change != null) {
            changes.add(site.id(), change);
        }
        Instant before = site.cursor();
        Instant after = Timestamps.instant(Timestamps.orNull(cursor));
        boolean on = after != null && (before == null || after.isAfter(before));
        LocalDateTime sessionlessUntil = page.sessionlessUntil();
        WallClockSpan scattered = page.scattered();
        if (on || sessionlessUntil != null || scattered != null) {
            sites.move(site, on ? Timestamps.orNull(after) : null, sessionlessUntil, scattered);
        }
        return on;
    }
}

package io.ucmbilling.calls.erasure;

import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.source.CallSessions;
import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.erasure.LegErasure;
import io.ucmbilling.store.erasure.LegErasure.ErasedCounts;
import io.ucmbilling.store.erasure.LegErasure.SessionsNearby;
import io.ucmbilling.store.intake.StaleCallSignal;
import io.ucmbilling.store.site.SiteRow;
import io.ucmbilling.store.site.SiteRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The transactions in which listed calls lose their legs, a batch of one site each.
 *
 * <p>Why it is right while pages are stored and calls are made at the same time:
 *
 * <ol>
 *   <li>A batch locks the site's row first, as a page does. So of a page and a batch one is over before the other begins. A page that was
 *       before has its legs erased, if they are of a listed call. One that comes after sees the keys that the batch left: an erased leg
 *       counts as unchanged, a leg that was never there is new, and makes the call again.
 *   <li>Other sites' pages wait for nothing: no lock of theirs is taken. Those of the same site wait for one batch at most, which is bounded
 *       in legs and in time.
 *   <li>Whoever makes calls, one transaction at a time, may have read the legs before the batch, and writes their call after it. The batch's
 *       notes are not in its snapshot, so they are still there: the next transaction finds no legs and removes the call. Places in the
 *       feed are given out there alone; a batch gives out none.
 *   <li>Which sessions a call has may be about to change: legs that came with a session wait to join the call of their uniqueid. The batch
 *       does not see that. So once its notes are done, {@link ErasureSteps} looks whether a listed call is still there that shows no commit
 *       later than the batch's, and lists it once more.
 *   <li>A batch is done or not, with its mark in the list. So it may be broken off at any moment, and two replicas at once do no harm.
 * </ol>
 */
@Component
final class ErasureBatches {
    /** Calls that are erased at a time. */
    private static final int MOST = 200;

    private static final String LIMITS = "SET LOCAL statement_timeout = '30s'; SET LOCAL lock_timeout = '10s'";

    private final Transactions transactions;
    private final SiteRows sites;
    private final LegErasure erasing;
    private final StaleCallSignal signal;

    ErasureBatches(Transactions transactions, SiteRows sites, LegErasure erasing, StaleCallSignal signal) {
        this.transactions = transactions;
        this.sites = sites;
        this.erasing = erasing;
        this.signal = signal;
    }

    /** Erases the legs of some calls of an erasure. Returns whether there were any. */
    boolean next(UUID erasure) {
        List<String> site = transactions
                .client()
                .sql("SELECT site.name FROM erasure_call JOIN site ON site.id = erasure_call.site WHERE erasure ="
                        + " :erasure AND erased_by IS NULL LIMIT 1")
                .param("erasure", erasure)
                .query((row, number) -> row.getString(1))
                .list();
        site.forEach(name -> transactions.writing(connection -> {
            Sql.execute(connection, LIMITS);
            erase(connection, sites.lock(name), erasure);
            return name;
        }));
        signal.raise();
        return !site.isEmpty();
    }

    private void erase(Connection connection, SiteRow site, UUID erasure) throws SQLException {
        List<UUID> ids = transactions
                .client()
                .sql("SELECT call FROM erasure_call WHERE erasure = :erasure AND site = :site AND erased_by IS NULL"
                        + " LIMIT "
                        + MOST)
                .param("erasure", erasure)
                .param("site", site.id())
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        Set<CallKey> keys = transactions
                .client()
                .sql("SELECT key FROM call WHERE id = ANY (ARRAY(SELECT unnest(:ids::uuid[])))")
                .param("ids", ids.toArray(UUID[]::new))
                .query((row, number) -> new CallKey(site.id(), row.getString(1)))
                .set();
        ErasedCounts counts = keys.isEmpty()
                ? new ErasedCounts(0, 0, 0, true)
                : erasing.erase(connection, site, places(connection, site.id(), keys));
        note(erasure, ids, counts);
    }

    /** Returns the sessions of the calls, with where their legs may stand. */
    private static List<SessionsNearby> places(Connection connection, short site, Set<CallKey> keys)
            throws SQLException {
        List<CallKey> sessions = new CallSessions(connection)
                .members(keys).values().stream().flatMap(Set::stream).toList();
        return LegPlaces.of(sessions, CallSources.read(connection, List.of(site)));
    }

    private void note(UUID erasure, List<UUID> ids, ErasedCounts counts) {
        long calls = 0;
        if (counts.whole()) {
            calls = transactions
                    .client()
                    .sql("UPDATE erasure_call SET erased_by = :commit WHERE erasure = :erasure AND call ="
                            + " ANY (:ids::uuid[])")
                    .param("commit", counts.commit())
                    .param("erasure", erasure)
                    .param("ids", ids.toArray(UUID[]::new))
                    .update();
        }
        transactions
                .client()
                .sql("UPDATE erasure SET calls = least(asked, calls + :calls), legs = legs + :legs, recordings ="
                        + " recordings + :recordings WHERE id = :erasure")
                .param("calls", calls)
                .param("legs", counts.legs())
                .param("recordings", counts.recordings())
                .param("erasure", erasure)
                .update();
    }
}

package io.ucmbilling.calls.erasure;

import io.ucmbilling.calls.sums.PartDays;
import io.ucmbilling.calls.sums.RollupPeriods;
import io.ucmbilling.store.audit.AuditAction;
import io.ucmbilling.store.audit.AuditEntry;
import io.ucmbilling.store.audit.AuditOutcome;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.database.Transactions;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The steps of the erasures that are under way, the one that was begun first before all others. Each step is a transaction, or several
 * that may be repeated, and the database tells which one is next. So an erasure goes on after a crash where it was.
 *
 * <ol>
 *   <li>Listed calls lose their legs, batch after batch ({@link ErasureBatches}).
 *   <li>It is waited for whoever makes calls, until all that was erased is removed from calls, usage and feed.
 *   <li>Calls that are still there as they were, as legs have joined them meanwhile, are listed once more, {@value #MOST_ROUNDS} times at
 *       most.
 *   <li>Sums that were rolled up with these calls in them are thrown away, and quarantine is looked through once ({@link QuarantineSweep}).
 *   <li>The list is forgotten, a part at a time. Then the audit has how much was erased.
 * </ol>
 */
@Component
final class ErasureSteps {
    private static final Logger LOG = LoggerFactory.getLogger(ErasureSteps.class);
    private static final int MOST_ROUNDS = 5;
    private static final int FORGOTTEN_AT_A_TIME = 50_000;

    private static final String LEFT = " FROM call AS c WHERE e.erasure = :id AND e.call = c.id AND e.site = c.site AND"
            + " c.commit_number < e.erased_by";

    private final Transactions transactions;
    private final JdbcClient client;
    private final ErasureBatches batches;
    private final QuarantineSweep sweep;
    private final AuditTrail trail;
    private final Clock clock;

    ErasureSteps(
            Transactions transactions, ErasureBatches batches, QuarantineSweep sweep, AuditTrail trail, Clock clock) {
        this.transactions = transactions;
        this.client = transactions.client();
        this.batches = batches;
        this.sweep = sweep;
        this.trail = trail;
        this.clock = clock;
    }

    /** What came of looking for a step. */
    enum Step {
        /** One was done. There may be more. */
        DONE,
        /** Calls that were erased are still to be removed by whoever makes calls. */
        WAITING,
        /** No erasure is under way. */
        NOTHING
    }

    /** An erasure that is under way. */
    private record OpenErasure(
            UUID id,
            String actor,
            @Nullable String address,
            @Nullable String site,
            String detail,
            int rounds,
            boolean swept) {}

    /** Returns whether any erasure is under way. */
    boolean isAny() {
        return client.sql("SELECT EXISTS (SELECT FROM erasure WHERE ended_at IS NULL)")
                .query(Boolean.class)
                .single();
    }

    /** Does the next step. */
    Step next() {
        Optional<OpenErasure> open = client.sql(
                        "SELECT id, actor, address, site, detail, rounds, swept FROM erasure WHERE"
                                + " ended_at IS NULL ORDER BY begun_at, id LIMIT 1")
                .query(OpenErasure.class)
                .optional();
        return open.map(this::next).orElse(Step.NOTHING);
    }

    private Step next(OpenErasure erasure) {
        if (!erasure.swept()) {
            if (batches.next(erasure.id())) {
                return Step.DONE;
            }
            if (isStale()) {
                return Step.WAITING;
            }
            if (erasure.rounds() < MOST_ROUNDS && listAgain(erasure.id()) > 0) {
                return Step.DONE;
            }
            deleteRollups();
            sweep.run(erasure.id());
            return Step.DONE;
        }
        if (forget(erasure.id()) == 0) {
            end(erasure);
        }
        return Step.DONE;
    }

    private void deleteRollups() {
        transactions.writing(connection -> {
            RollupPeriods.deleteChanged(connection);
            PartDays.deleteChanged(connection);
            return true;
        });
    }

    private boolean isStale() {
        return client.sql("SELECT EXISTS (SELECT FROM stale_call WHERE erased)")
                .query(Boolean.class)
                .single();
    }

    /** Lists calls once more that are still there as they were. Returns how many. */
    private int listAgain(UUID id) {
        return transactions.writing(connection -> {
            int left = client.sql("UPDATE erasure_call AS e SET erased_by = NULL" + LEFT)
                    .param("id", id)
                    .update();
            client.sql("UPDATE erasure SET rounds = rounds + 1 WHERE id = :id")
                    .param("id", id)
                    .update();
            return left;
        });
    }

    private int forget(UUID id) {
        return client.sql(
                        "DELETE FROM erasure_call WHERE erasure = :id AND call IN (SELECT call FROM erasure_call WHERE"
                            + " erasure = :id AND NOT EXISTS (SELECT FROM call AS c WHERE c.id = erasure_call.call AND"
                            + " c.commit_number < erasure_call.erased_by) LIMIT " + FORGOTTEN_AT_A_TIME + ")")
                .param("id", id)
                .update();
    }

    private void end(OpenErasure erasure) {
        transactions.writing(connection -> {
            boolean ended = client.sql("UPDATE erasure SET ended_at = now() WHERE id = :id AND ended_at IS NULL")
                            .param("id", erasure.id())
                            .update()
                    > 0;
            if (ended) {
                note(erasure);
            }
            return ended;
        });
    }

    /** What was erased in all, and the calls that could not be. */
    private record Total(long calls, long legs, long recordings, long quarantined, long left) {}

    private void note(OpenErasure erasure) {
        Total total = client.sql("SELECT calls, legs, recordings, quarantined, (SELECT count(*) FROM erasure_call WHERE"
                        + " erasure = :id) AS left FROM erasure WHERE id = :id")
                .param("id", erasure.id())
                .query(Total.class)
                .single();
        client.sql("DELETE FROM erasure_call WHERE erasure = :id")
                .param("id", erasure.id())
                .update();
        String what = "erased: %d calls, %d legs, %d recordings, %d records of quarantine"
                .formatted(total.calls() - total.left(), total.legs(), total.recordings(), total.quarantined());
        if (total.left() > 0) {
            LOG.error("erasure {}: {} calls are still there, expected none", erasure.id(), total.left());
        } else {
            LOG.info("erasure {}: {}", erasure.id(), what);
        }
        trail.add(new AuditEntry(
                clock.instant(),
                erasure.actor(),
                erasure.address(),
                AuditAction.ERASURE,
                erasure.site(),
                "erasures/" + erasure.id(),
                total.left() > 0 ? AuditOutcome.FAILED : AuditOutcome.DONE,
                what + "; " + erasure.detail()));
    }
}

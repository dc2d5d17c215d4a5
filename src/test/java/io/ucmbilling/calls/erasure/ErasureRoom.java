package io.ucmbilling.calls.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.erasure.ErasureSteps.Step;
import io.ucmbilling.calls.query.FilterDraft;
import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.audit.AuditQuery;
import io.ucmbilling.store.audit.AuditTrail;
import io.ucmbilling.store.audit.AuditTrail.PlacedEntry;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.erasure.LegErasure;
import io.ucmbilling.store.erasure.QuarantinedTexts;
import io.ucmbilling.store.intake.StaleCallSignal;
import io.ucmbilling.store.site.SiteRows;
import io.ucmbilling.testing.database.DatabaseText;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls that can be erased, and short words for what the tests do with them. */
final class ErasureRoom implements AutoCloseable {
    /** More steps than any test needs. */
    private static final int MOST_STEPS = 1_000;

    final CallRoom calls = new CallRoom();
    final StoreRoom store = calls.store;
    final Erasures erasures = new Erasures(
            bean(Transactions.class), bean(AuditTrail.class), bean(QuarantinedTexts.class), StoreRoom.CLOCK);
    final ErasureSteps steps = steps();

    private <T> T bean(Class<T> type) {
        return store.store.bean(type);
    }

    /** Another replica's. */
    ErasureSteps steps() {
        ErasureBatches batches = new ErasureBatches(
                bean(Transactions.class), bean(SiteRows.class), bean(LegErasure.class), bean(StaleCallSignal.class));
        QuarantineSweep sweep = new QuarantineSweep(bean(Transactions.class), bean(QuarantinedTexts.class));
        return new ErasureSteps(bean(Transactions.class), batches, sweep, bean(AuditTrail.class), StoreRoom.CLOCK);
    }

    static CallFilter everything() {
        return CallFilter.of(List.of(StoreRoom.SITE));
    }

    /** Calls of that caller or to it. */
    static CallFilter ofParty(String... numbers) {
        return FilterDraft.of(null, null, draft -> {
            draft.sites = Set.of(StoreRoom.SITE);
            draft.parties = FilterDraft.numbers(numbers);
        });
    }

    UUID begin(CallFilter filter) {
        return begin(filter, null) instanceof ErasureStart.Begun(UUID id, long _) ? id : failed();
    }

    ErasureStart begin(CallFilter filter, @Nullable Long expected) {
        return erasures.begin(new ErasureRequest(filter, "ada", "192.0.2.17", expected));
    }

    private static UUID failed() {
        throw new AssertionError("an erasure without an expected number was refused");
    }

    /** Erases to the end. */
    ErasureState erase(CallFilter filter) {
        UUID id = begin(filter);
        finish();
        return state(id);
    }

    ErasureState state(UUID id) {
        return erasures.state(id).orElseThrow();
    }

    /** Does all steps, and what whoever makes calls has to do. */
    void finish() {
        for (int i = 0; i < MOST_STEPS; i++) {
            Step step = steps.next();
            if (step == Step.NOTHING) {
                return;
            }
            if (step == Step.WAITING) {
                calls.follow();
            }
        }
        throw new AssertionError("an erasure did not end in " + MOST_STEPS + " steps");
    }

    /** Asserts that no table has any of the words. */
    void assertGone(String... words) {
        assertThat(DatabaseText.tablesWith(store.database.dataSource(), words)).isEmpty();
    }

    List<String> audit() {
        return bean(AuditTrail.class).entries(new AuditQuery(null, null, null, null, 100)).stream()
                .map(PlacedEntry::entry)
                .map(entry -> entry.actor() + " " + entry.action() + " " + entry.outcome() + " " + entry.detail())
                .toList();
    }

    @Override
    public void close() {
        calls.close();
    }
}

package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.History.Wrong;
import io.ucmbilling.collection.HistoryTable.Row;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.MemoryStore.Look;
import io.ucmbilling.store.MemoryStore.Watcher;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Certificate.Counted;
import io.ucmbilling.store.ledger.LedgerDay;
import io.ucmbilling.ucm.site.FaultKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks that must hold in every history. */
public final class HistoryChecks implements Watcher {
    private final HistoryRun run;
    private @Nullable AssertionError failure;

    HistoryChecks(HistoryRun run) {
        this.run = run;
    }

    /** With every look at a day. A count does not see content, nor as many deleted as came: a reading does. */
    @Override
    public void looked(Certificate certificate, Look look) {
        remember(() -> assertTrue(certificate, look));
    }

    /**
     * The collection takes what is thrown in it for a fault of its own, and goes on: so it is thrown again after the
     * turn.
     */
    private void remember(Runnable assertion) {
        try {
            assertion.run();
        } catch (AssertionError e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** Asserts that nothing of the collection's own went wrong, nor was found wrong here. */
    void assertNoFailure() {
        if (failure != null) {
            throw failure;
        }
        String fault = run.store().sites().progress(HistorySite.ID).lastFault();
        assertThat(fault).as("the last fault, as logged").isNotEqualTo(FaultKind.INTERNAL.name());
    }

    private void assertTrue(Certificate certificate, Look look) {
        if (look == Look.COUNTED && run.ucm().lastWrong() == Wrong.REPEATED) {
            return; // A check is one request: its answer, taken from another place, is found out by the next one.
        }
        boolean read = look != Look.COUNTED || certificate.counted() == Counted.READ_TWICE;
        if (mayBeEarlier(certificate) && wasTrue(certificate, read)) {
            return;
        }
        DayTruth truth = truth(certificate.day());
        assertThat(certificate.held()).as("records of %s", certificate.day()).isEqualTo(truth.held());
        if (read) {
            assertThat(certificate.hash()).as("hash of %s", certificate.day()).isEqualTo(truth.hash());
        }
    }

    /**
     * Returns whether it may tell of a moment before the last answer. It always may if that answer was the first after
     * a change: it is as if that came behind it. If offsets may count calls, a leg that goes from a call of several,
     * once it was read for the last time, moves nothing that is still to be read, so that no further question shows it.
     * Two readings that brought the same are true of the moment between them: what came in both was there then, as no
     * key comes twice (contract U4).
     */
    private boolean mayBeEarlier(Certificate certificate) {
        boolean bySecondReading = certificate.counted() == Counted.READ_TWICE;
        return run.ucm().changedLast() || (bySecondReading && run.ucm().mayCountCalls());
    }

    /** Returns whether the UCM held just that at one moment of the questions about the day. */
    private boolean wasTrue(Certificate certificate, boolean read) {
        return run.ucm().heldWhileAsked().stream()
                .map(held -> DayTruth.of(held, certificate.day(), HistorySite.ZONE))
                .anyMatch(truth -> truth.held() == certificate.held()
                        && (!read || truth.hash().equals(certificate.hash())));
    }

    /** That is noted for ever. */
    @Override
    public void lost(LocalDate day) {
        remember(() -> assertThat(truth(day).held())
                .as("records of %s, which is noted as lost", day)
                .isZero());
    }

    DayTruth truth(LocalDate day) {
        return DayTruth.of(run.table().rows(), day, HistorySite.ZONE);
    }

    List<Certificate> versions(LocalDate day) {
        return run.store().ledger().versions(HistorySite.ID, day);
    }

    @Nullable
    Certificate newest(LocalDate day) {
        List<Certificate> versions = versions(day);
        return versions.isEmpty() ? null : versions.getLast();
    }

    /** Returns whether the newest certificate tells what the UCM holds. */
    public boolean isCertifiedAsItIs(LocalDate day) {
        Certificate certificate = newest(day);
        return certificate != null && new DayTruth(certificate.held(), certificate.hash()).equals(truth(day));
    }

    /**
     * Returns whether all of a certified day is gone, and that is told: it is not believed, as nothing is no proof, or
     * the day is older than the oldest that the UCM holds.
     */
    boolean isToldGone(LocalDate day) {
        LedgerDay known = run.store().ledger().days(HistorySite.ID, day, day).get(day);
        LocalDate oldest =
                run.store().ledger().state(HistorySite.ID).orElseThrow().oldestHeld();
        boolean doubted = known != null && known.note() != null;
        return truth(day).held() == 0 && (doubted || (oldest != null && day.isBefore(oldest)));
    }

    /** Asserts that every readable record from the first day on is stored, once, with its newest content. */
    void assertAllStored() {
        Map<String, CdrRecord> stored = stored();
        for (Row row : run.table().rows()) {
            if (row.readable() && !HistoryRun.dayOf(row).isBefore(run.since())) {
                CdrRecord record = stored.get(mark(row.record()));
                assertThat(record).as("record %s", row).isNotNull();
                assertThat(record).as("newest content").isEqualTo(row.record());
            }
        }
    }

    private Map<String, CdrRecord> stored() {
        Map<String, CdrRecord> stored = new HashMap<>();
        for (CdrRecord record : run.store().records()) {
            assertThat(stored.put(mark(record), record)).as("stored twice").isNull();
        }
        return stored;
    }

    boolean isStored(Row row) {
        return stored().containsKey(mark(row.record()));
    }

    private static String mark(CdrRecord record) {
        return record.text(Field.SESSION) + " " + record.text(Field.ACCT_ID) + " " + record.text(Field.START);
    }

    /** Asserts that every settled day has a certificate, or it is told why not. */
    void assertNoSilence() {
        Map<LocalDate, LedgerDay> days = run.store().ledger().days(HistorySite.ID, run.since(), run.firstOpen());
        for (LocalDate day = run.since(); day.isBefore(run.firstOpen()); day = day.plusDays(1)) {
            LedgerDay known = days.get(day);
            boolean told = known != null && (known.lost() || known.neverHeld() || known.note() != null);
            assertThat(newest(day) != null || told)
                    .as("%s has a certificate, or it is told why not", day)
                    .isTrue();
        }
    }

    /** Asserts that versions count up from 1, and that each tells of another content than the one before. */
    void assertNoneMadeTwice() {
        for (LocalDate day = run.since(); day.isBefore(run.firstOpen()); day = day.plusDays(1)) {
            DayTruth before = null;
            int version = 0;
            for (Certificate certificate : versions(day)) {
                DayTruth told = new DayTruth(certificate.held(), certificate.hash());
                assertThat(certificate.version()).as("version of %s", day).isEqualTo(++version);
                assertThat(told).as("version %d of %s", version, day).isNotEqualTo(before);
                before = told;
            }
        }
    }
}

package io.ucmbilling.collection;

import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.SiteProgress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A ledger in which nothing stands and nothing is written. */
final class NoLedger implements Ledger {
    @Override
    public void certify(String site, long fence, Certificate certificate) {}

    @Override
    public void seen(String site, long fence, LocalDate day, Instant at, @Nullable String note) {}

    @Override
    public void readWhole(String site, long fence, LocalDate day, Instant at) {}

    @Override
    public void askToRead(String site, LocalDate day, Instant at) {}

    @Override
    public void late(String site, long fence, Map<LocalDate, Late> late) {}

    @Override
    public void counts(String site, long fence, SiteProgress.Counting counting, @Nullable Integer fields) {}

    @Override
    public void lost(String site, long fence, List<LocalDate> days) {}

    @Override
    public void neverHeld(String site, long fence, List<LocalDate> days) {}

    @Override
    public void oldestHeld(String site, long fence, @Nullable LocalDate day, Instant at) {}

    @Override
    public Map<LocalDate, Certificate> newest(String site, LocalDate from, LocalDate to) {
        return Map.of();
    }

    @Override
    public List<Certificate> versions(String site, LocalDate day) {
        return List.of();
    }

    @Override
    public Map<LocalDate, LedgerDay> days(String site, LocalDate from, LocalDate to) {
        return Map.of();
    }

    @Override
    public Optional<LedgerState> state(String site) {
        return Optional.empty();
    }
}

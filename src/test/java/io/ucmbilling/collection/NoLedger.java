package io.ucmbilling.collection;

import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.ledger.LedgerDay;
import io.ucmbilling.store.site.Hold;
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
    public void certify(Hold hold, Certificate certificate) {}

    @Override
    public void seen(Hold hold, LocalDate day, Instant at, @Nullable String note) {}

    @Override
    public void readWhole(Hold hold, LocalDate day, Instant at) {}

    @Override
    public void askToRead(String site, LocalDate day, Instant at) {}

    @Override
    public void late(Hold hold, Map<LocalDate, Late> late) {}

    @Override
    public void counts(Hold hold, SiteProgress.Counting counting, @Nullable Integer fields) {}

    @Override
    public void notHeld(Hold hold, List<LocalDate> days, boolean never) {}

    @Override
    public void oldestHeld(Hold hold, @Nullable LocalDate day, Instant at) {}

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
    public Optional<LocalDate> certifiedThrough(String site, LocalDate today) {
        return Optional.empty();
    }

    @Override
    public Optional<LedgerState> state(String site) {
        return Optional.empty();
    }
}

package io.ucmbilling.collection;

import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.intake.PageResult;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Nothing is known, and nothing can be kept. */
final class NoLegs implements Census, LegIntake {

    @Override
    public long count(String site, @Nullable Instant from, @Nullable Instant to) {
        return 0;
    }

    @Override
    public long departed(String site, @Nullable Instant from, @Nullable Instant to) {
        return 0;
    }

    @Override
    public Optional<Instant> nthLast(String site, @Nullable Instant from, @Nullable Instant to, long n) {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> earliest(String site, @Nullable Instant from, @Nullable Instant to) {
        return Optional.empty();
    }

    @Override
    public int depart(Hold hold, @Nullable Instant from, @Nullable Instant to, LegKeys there) {
        return 0;
    }

    @Override
    public CollectedMonths collectedMonths() {
        return new CollectedMonths(YearMonth.of(2000, 1), YearMonth.of(2099, 12));
    }

    @Override
    public PreparedLegs prepare(String site, List<ReadLeg> legs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PageResult keep(Hold hold, PreparedLegs legs, List<UnreadableEntry> quarantined, @Nullable Instant cursor) {
        throw new UnsupportedOperationException();
    }
}

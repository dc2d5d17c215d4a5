package io.ucmbilling.collection;

import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.condition.LegQuery;
import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.serving.Legs;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Nothing is known. */
final class NoLegs implements Legs, Census {
    @Override
    public void page(LegQuery query, long offset, int limit, ItemSink sink) {}

    @Override
    public boolean anyBetween(String site, @Nullable Instant from, @Nullable Instant to) {
        return false;
    }

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
    public int depart(String site, long fence, @Nullable Instant from, @Nullable Instant to, LegKeys there) {
        return 0;
    }
}

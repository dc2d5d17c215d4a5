package io.ucmbilling.store;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.row.EncodedLeg;
import io.ucmbilling.store.row.LegEncoder;
import io.ucmbilling.store.row.LegKey;
import io.ucmbilling.store.row.LegKeys;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The legs of a {@link MemoryStore}, and the census over them. */
final class MemoryLegs implements Census {
    private final MemoryStore store;
    private final LegEncoder encoder = new LegEncoder((short) 1);
    /** The same record is the same content: encoding it once is most of the cost of a history. */
    private final Map<CdrRecord, EncodedLeg> encoded = new IdentityHashMap<>();

    private final Map<LegKey, Row> rows = new HashMap<>();

    private record Row(EncodedLeg leg, boolean departed) {
        Instant start() {
            return leg.leg().leg().startedAt();
        }
    }

    MemoryLegs(MemoryStore store) {
        this.store = store;
    }

    PreparedLegs prepare(List<ReadLeg> legs) {
        return store.read(
                () -> new PreparedLegs(legs.stream().map(this::encoded).toList()));
    }

    private EncodedLeg encoded(ReadLeg leg) {
        return encoded.computeIfAbsent(leg.raw(), record -> encoder.encode(leg));
    }

    /**
     * Keeps legs within a transaction. A changed leg that has departed stays so, as its number does.
     *
     * @param added gets those that were new
     * @return how many were new or changed
     */
    int keep(PreparedLegs legs, List<ReadLeg> added) {
        Map<LegKey, EncodedLeg> page = new LinkedHashMap<>();
        legs.legs().forEach(leg -> page.putIfAbsent(leg.key(), leg));
        int stored = 0;
        for (EncodedLeg leg : page.values()) {
            Row known = rows.get(leg.key());
            if (known == null || known.leg().digest() != leg.digest()) {
                rows.put(leg.key(), new Row(leg, known != null && known.departed()));
                stored++;
            }
            if (known == null) {
                added.add(leg.leg());
            }
        }
        return stored;
    }

    List<CdrRecord> records() {
        return store.read(
                () -> rows.values().stream().map(row -> row.leg().leg().raw()).toList());
    }

    private Stream<Row> in(@Nullable Instant from, @Nullable Instant to) {
        return rows.values().stream()
                .filter(row -> from == null || !row.start().isBefore(from))
                .filter(row -> to == null || !row.start().isAfter(to));
    }

    @Override
    public long count(String site, @Nullable Instant from, @Nullable Instant to) {
        return store.read(() -> in(from, to).filter(row -> !row.departed()).count());
    }

    @Override
    public long departed(String site, @Nullable Instant from, @Nullable Instant to) {
        return store.read(() -> in(from, to).filter(Row::departed).count());
    }

    @Override
    public Optional<Instant> nthLast(String site, @Nullable Instant from, @Nullable Instant to, long n) {
        return store.read(() -> in(from, to)
                .filter(row -> !row.departed())
                .map(Row::start)
                .sorted(Comparator.reverseOrder())
                .skip(n - 1)
                .findFirst());
    }

    @Override
    public Optional<Instant> earliest(String site, @Nullable Instant from, @Nullable Instant to) {
        return store.read(() -> in(from, to).map(Row::start).min(Comparator.naturalOrder()));
    }

    @Override
    public int depart(Hold hold, @Nullable Instant from, @Nullable Instant to, LegKeys there) {
        return store.fenced(hold, () -> {
            int gone = 0;
            for (Row row : new ArrayList<>(in(from, to).toList())) {
                boolean departed = !there.contains(row.leg().key());
                gone += departed && !row.departed() ? 1 : 0;
                rows.put(row.leg().key(), new Row(row.leg(), departed));
            }
            return gone;
        });
    }
}

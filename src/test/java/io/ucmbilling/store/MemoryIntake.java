package io.ucmbilling.store;

import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.intake.PageResult;
import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The way into a {@link MemoryStore} for pages, and its quarantine. */
final class MemoryIntake implements LegIntake, Quarantine {
    private final MemoryStore store;
    private final MemorySites sites;
    private final MemoryLegs legs;
    /** The numbers of quarantined texts. */
    private final TreeMap<String, Long> quarantined = new TreeMap<>();

    private long numbers;

    MemoryIntake(MemoryStore store, MemorySites sites, MemoryLegs legs) {
        this.store = store;
        this.sites = sites;
        this.legs = legs;
    }

    @Override
    public CollectedMonths collectedMonths() {
        return new CollectedMonths(YearMonth.of(2000, 1), YearMonth.of(2099, 12));
    }

    @Override
    public PreparedLegs prepare(String site, List<ReadLeg> read) {
        return legs.prepare(read);
    }

    @Override
    public PageResult keep(Hold hold, PreparedLegs page, List<UnreadableEntry> entries, @Nullable Instant cursor) {
        return store.fenced(hold, () -> {
            List<ReadLeg> added = new ArrayList<>();
            int stored = legs.keep(page, added);
            entries.forEach(entry -> quarantined.computeIfAbsent(entry.raw(), raw -> ++numbers));
            sites.move(was -> was.readUntil(cursor));
            PageCounts counts =
                    new PageCounts(page.size() + entries.size(), stored, page.size() - stored, entries.size());
            return new PageResult(counts, added);
        });
    }

    @Override
    public List<Entry> newest(String site, long before, int limit) {
        return store.read(() -> {
            List<Entry> entries = new ArrayList<>();
            quarantined.forEach((raw, number) ->
                    entries.add(new Entry(number, raw, "", Instant.EPOCH, raw.length(), "", false, 0)));
            entries.removeIf(entry -> entry.number() >= before);
            entries.sort(Comparator.comparing(Entry::number).reversed());
            return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
        });
    }

    @Override
    public void keep(Hold hold, Entry entry, List<ReadLeg> read) {
        store.fenced(hold, () -> legs.keep(legs.prepare(read), new ArrayList<>()));
    }

    @Override
    public void release(Hold hold, Entry entry, List<ReadLeg> read) {
        store.fenced(hold, () -> quarantined.values().remove(entry.number()));
        keep(hold, entry, read);
    }
}

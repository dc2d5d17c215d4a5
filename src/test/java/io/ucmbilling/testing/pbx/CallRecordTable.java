package io.ucmbilling.testing.pbx;

import io.ucmbilling.contract.CdrRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The PBX's table of call records: what is there now, in each order it may be asked in, and what ever was. */
public final class CallRecordTable {
    private final List<ShownLeg> rows = new ArrayList<>();
    private final List<CdrRecord> ever = new ArrayList<>();
    private final List<Consumer<ShownLeg>> watchers = new ArrayList<>();
    private final Map<Paging.Order, List<ShownLeg>> ordered = new EnumMap<>(Paging.Order.class);

    synchronized void show(CdrRecord record, Instant start) {
        add(ShownLeg.of(record, start, ever.size()));
    }

    /** A leg of which only the text is known: its start is read in that zone. */
    synchronized void show(CdrRecord record, ZoneId zone) {
        add(ShownLeg.read(record, zone, ever.size()));
    }

    private void add(ShownLeg leg) {
        rows.add(leg);
        ever.add(leg.record());
        ordered.clear();
        watchers.forEach(watcher -> watcher.accept(leg));
    }

    /** Tells of every leg that is there, and of each to come as it appears. */
    public synchronized void eachShown(Consumer<ShownLeg> watcher) {
        rows.forEach(watcher);
        watchers.add(watcher);
    }

    synchronized List<CdrRecord> shown() {
        return rows.stream().map(ShownLeg::record).toList();
    }

    synchronized List<CdrRecord> everShown() {
        return List.copyOf(ever);
    }

    /** What is there now, in that order; the list does not change any more. */
    public synchronized List<ShownLeg> inOrder(Paging.Order order) {
        return ordered.computeIfAbsent(
                order, asked -> rows.stream().sorted(comparator(asked)).toList());
    }

    private static Comparator<ShownLeg> comparator(Paging.Order order) {
        return switch (order) {
            case SESSION_START -> ShownLeg.BY_SESSION_START;
            case ACCT_ID -> ShownLeg.BY_ACCT_ID;
            case HANG_UP -> ShownLeg.BY_HANG_UP;
        };
    }

    synchronized int delete(Predicate<CdrRecord> which) {
        int before = rows.size();
        rows.removeIf(row -> which.test(row.record()));
        ordered.clear();
        return before - rows.size();
    }

    synchronized boolean deleteOne(Random random) {
        if (rows.isEmpty()) {
            return false;
        }
        rows.remove(random.nextInt(rows.size()));
        ordered.clear();
        return true;
    }

    synchronized int deleteOldest(int count) {
        int gone = Math.min(count, rows.size());
        rows.subList(0, gone).clear();
        ordered.clear();
        return gone;
    }
}

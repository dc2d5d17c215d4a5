package io.ucmbilling.collection.comparison;

import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.collection.walk.WindowReading;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Both sides of a comparison in memory: a UCM's table that moves, in one of the orders met, and what is kept of it. */
final class CountedTable implements Comparison.Sides {
    private static final int WALK_PAGE = 40;

    /** The value that a UCM sorts by. */
    enum Order {
        START,
        ACCT_ID,
        HANG_UP
    }

    /** @param number in the order of hang-up; the AcctId begins again every hundred */
    record Row(int start, int number) implements Comparable<Row> {
        @Override
        public int compareTo(Row other) {
            return Integer.compare(number, other.number);
        }
    }

    private final Comparator<Row> order;
    private final List<Row> rows = new ArrayList<>();
    private final Set<Row> kept = new TreeSet<>();
    private final Set<Row> everKept = new TreeSet<>();
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private @Nullable Random lies;
    private int liesInARow;
    private boolean offsetsIgnored;
    private int next;
    private int requests;
    private int fetched;

    CountedTable(Order order) {
        this.order = switch (order) {
            case START -> Comparator.comparing(Row::start).thenComparing(Row::number);
            case ACCT_ID ->
                Comparator.<Row, Integer>comparing(row -> row.number() % 100).thenComparing(Row::number);
            case HANG_UP -> Comparator.comparing(Row::number);
        };
    }

    void insert(int start) {
        Row row = new Row(start, next++);
        rows.add(row);
        rows.sort(order);
    }

    void delete(int at) {
        if (at < rows.size()) {
            rows.remove(at);
        }
    }

    /** Adds a record that comes while the UCM is being asked, one at a request. */
    void insertDuringNextRequests(int start) {
        waiting.add(start);
    }

    void insertWhatWaits() {
        waiting.forEach(this::insert);
        waiting.clear();
    }

    /** Makes answers empty now and then that should not be, but never three in a row. */
    void lie(Random lies) {
        this.lies = lies;
    }

    void ignoreOffsets() {
        offsetsIgnored = true;
    }

    void forgetCosts() {
        requests = 0;
        fetched = 0;
    }

    int requests() {
        return requests;
    }

    int rows() {
        return fetched;
    }

    Set<Row> held() {
        return new TreeSet<>(rows);
    }

    /** Returns the records that count as kept. */
    Set<Row> kept() {
        return new TreeSet<>(kept);
    }

    Set<Row> everKept() {
        return everKept;
    }

    private List<Row> page(Window window, long offset, int records) {
        requests++;
        if (lies != null && liesInARow < 2 && lies.nextInt(8) == 0) {
            liesInARow++;
            return List.of();
        }
        liesInARow = 0;
        List<Row> page = rows.stream()
                .filter(row -> isIn(row, window))
                .skip(offsetsIgnored ? 0 : offset)
                .limit(records)
                .toList();
        fetched += page.size();
        Integer late = waiting.poll();
        if (late != null) {
            insert(late);
        }
        return page;
    }

    private static boolean isIn(Row row, Window window) {
        Instant start = Instant.ofEpochSecond(row.start());
        return !start.isBefore(window.from()) && (window.to() == null || !start.isAfter(window.to()));
    }

    @Override
    public long kept(Window window) {
        return kept.stream().filter(row -> isIn(row, window)).count();
    }

    @Override
    public Optional<Instant> nthLast(Window window, long n) {
        return kept.stream()
                .filter(row -> isIn(row, window))
                .sorted(Comparator.comparing(Row::start).reversed())
                .skip(n - 1)
                .findFirst()
                .map(row -> Instant.ofEpochSecond(row.start()));
    }

    @Override
    public int ask(Window window, long offset, int records) {
        List<Row> page = page(window, offset, records);
        keep(page);
        return page.size();
    }

    private void keep(List<Row> page) {
        kept.addAll(page);
        everKept.addAll(page);
    }

    /** Reads by the walk that reads windows whole. */
    @Override
    public void read(Window window) throws UcmFault {
        Set<Row> came = new LinkedHashSet<>();
        new WindowReading("a", WALK_PAGE, true, Counting.LEGS).read((offset, records) -> {
            List<Row> page = page(window, offset, records);
            came.addAll(page);
            keep(page);
            return new Page(page.size(), page.stream().map(CountedTable::entry).toList());
        });
        kept.removeIf(row -> isIn(row, window) && !came.contains(row));
    }

    private static PageEntry entry(Row row) {
        return new UnreadableEntry(row.toString(), "unread");
    }
}

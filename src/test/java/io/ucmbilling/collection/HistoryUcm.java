package io.ucmbilling.collection;

import io.ucmbilling.collection.History.During;
import io.ucmbilling.collection.History.Nature;
import io.ucmbilling.collection.History.Order;
import io.ucmbilling.collection.History.Places;
import io.ucmbilling.collection.History.Spell;
import io.ucmbilling.collection.HistoryTable.Row;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.TimeBound;
import io.ucmbilling.ucm.Ucm;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A UCM over a table that moves, which answers as its nature and its spells have it. */
final class HistoryUcm implements Ucm {
    private static final Page NOTHING = new Page(0, List.of());

    private final HistoryTable table;
    private final Nature nature;
    private final Supplier<Instant> now;
    private final Deque<Spell> spells = new ArrayDeque<>();
    private final Deque<During> during = new ArrayDeque<>();
    private int requests;
    private int ofSpell;
    private History.@Nullable Wrong lastWrong;
    private boolean changedLast;
    private @Nullable Questioned questioned;
    /** What it held since the first of the questions about one window that follow one another, now last. */
    private final List<List<Row>> held = new ArrayList<>();

    /** A window asked for. */
    private record Questioned(
            @Nullable TimeBound from, @Nullable TimeBound to) {}

    HistoryUcm(HistoryTable table, Nature nature, Supplier<Instant> now) {
        this.table = table;
        this.nature = nature;
        this.now = now;
    }

    /** A turn begins: what of the one before did not happen will not. */
    void begin(List<During> changes, List<Spell> wrongs) {
        during.clear();
        during.addAll(changes);
        spells.clear();
        spells.addAll(wrongs);
        requests = 0;
        ofSpell = 0;
        questioned = null;
    }

    @Override
    public Page page(CdrQuery query) throws UcmFault {
        requests++;
        changeBefore(new Questioned(query.startTime(), query.endTime()));
        History.Wrong wrong = wrong();
        lastWrong = wrong;
        return wrong == null
                ? page(query, query.offset())
                : switch (wrong) {
                    case EMPTY -> NOTHING;
                    case REPEATED -> page(query, 0);
                    case DOWN -> throw new UcmFault(FaultKind.UNREACHABLE, "down for a while");
                };
    }

    private void changeBefore(Questioned window) {
        boolean another = !window.equals(questioned);
        questioned = window;
        changedLast = false;
        while (!during.isEmpty() && during.getFirst().request() <= requests) {
            table.change(during.removeFirst().change(), now.get());
            held.add(List.copyOf(table.rows()));
            changedLast = true;
        }
        if (another) {
            held.clear();
            held.add(List.copyOf(table.rows()));
        }
    }

    /**
     * What it held at one time or another while it was asked about the last window, without a question about another
     * between.
     */
    List<List<Row>> heldWhileAsked() {
        return List.copyOf(held);
    }

    /**
     * Whether a leg can come or go while no place changes, for all that is known: it does not move what is behind it.
     */
    boolean mayCountCalls() {
        return nature.places() != Places.FLAT;
    }

    /** What was wrong with the last answer; null: nothing. */
    History.@Nullable Wrong lastWrong() {
        return lastWrong;
    }

    /** Whether its table changed just before the last answer. */
    boolean changedLast() {
        return changedLast;
    }

    private History.@Nullable Wrong wrong() {
        Spell spell = spells.peekFirst();
        if (spell == null) {
            return null;
        }
        ofSpell++;
        if (ofSpell == spell.right() + spell.times()) {
            spells.removeFirst();
            int past = ofSpell;
            ofSpell = 0;
            return past > spell.right() ? spell.wrong() : null;
        }
        return ofSpell > spell.right() ? spell.wrong() : null;
    }

    private Page page(CdrQuery query, long asked) {
        List<Row> rows = matching(query);
        if (nature.order() == Order.UNSTABLE) {
            for (int i = requests % 2; i + 1 < rows.size(); i += 2) {
                Collections.swap(rows, i, i + 1);
            }
        }
        long offset = nature.places() == Places.NONE ? 0 : asked;
        if (nature.places() == Places.ITEMS) {
            Map<String, List<Row>> items = new LinkedHashMap<>();
            rows.forEach(row -> items.computeIfAbsent(row.container(), key -> new ArrayList<>())
                    .add(row));
            List<List<Row>> page = cut(items.values(), offset, query.numRecords());
            return page(page.size(), page.stream().flatMap(List::stream).toList());
        }
        List<Row> page = cut(rows, offset, query.numRecords());
        return page(nature.places() == Places.LEGS ? items(page) : page.size(), page);
    }

    private static Page page(int items, List<Row> rows) {
        return new Page(
                items, rows.stream().map(row -> (PageEntry) row.record()).toList());
    }

    private List<Row> matching(CdrQuery query) {
        long from = second(query.startTime(), Long.MIN_VALUE);
        long to = second(query.endTime(), Long.MAX_VALUE);
        List<Row> rows = new ArrayList<>();
        for (Row row : table.rows()) {
            if (row.start() >= from && row.start() <= to) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static long second(@Nullable TimeBound bound, long none) {
        return bound instanceof TimeBound.At(Instant at) ? at.getEpochSecond() : none;
    }

    private static <T> List<T> cut(Collection<T> all, long offset, int records) {
        return all.stream().skip(offset).limit(records).toList();
    }

    /** Where legs count, an item holds those that stand one behind the other. */
    private static int items(List<Row> page) {
        int items = 0;
        String before = "";
        for (Row row : page) {
            items += row.container().equals(before) ? 0 : 1;
            before = row.container();
        }
        return items;
    }
}

package io.ucmbilling.store.partition;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * Layout of the partitions that the table of legs has. A pure function tells what is to be done next so that they are
 * those of the collected months.
 *
 * <ol>
 *   <li>Months that no edge covers are added.
 *   <li>Months far outside, left by a version that had a partition for each month of any clock, are folded into the edge of
 *       their side, the outermost first, a few at a time: a transaction locks each of them.
 *   <li>Months that an edge covers are split off from it.
 * </ol>
 *
 * @param months that have a partition of their own
 * @param beforeEnd first month that the partition in front does not cover; null: there is no such partition
 * @param afterBegin first month that the partition behind covers; null: there is no such partition
 */
record PartitionLayout(
        NavigableSet<YearMonth> months,
        @Nullable YearMonth beforeEnd,
        @Nullable YearMonth afterBegin) {
    /** Months added or split off in one transaction. Each takes some eight locks. */
    private static final int MOST_ADDED = 60;

    /** Months folded in one transaction. */
    private static final int MOST_FOLDED = 20;

    /** Months beside the collected ones that stay, if none is missing between: those of a replica whose clock is ahead. */
    private static final int SPARE = 12;

    /** Partition of misdated legs, in front of all months or behind them. */
    enum Edge {
        BEFORE("leg_before"),
        AFTER("leg_after");

        final String table;

        Edge(String table) {
            this.table = table;
        }
    }

    /** Change that is to be made in one transaction. */
    sealed interface Alteration {}

    /** No change: nothing is missing. */
    record Done() implements Alteration {}

    /** New partitions beside the others. */
    record Add(List<YearMonth> months) implements Alteration {}

    /**
     * New edge and months in place of an edge and months beside it.
     *
     * @param replaced tables whose rows go over
     * @param months that are made
     * @param bound first month that the new edge does not cover (in front) or does cover (behind)
     */
    record Reshape(Edge edge, List<String> replaced, List<YearMonth> months, YearMonth bound) implements Alteration {}

    /** Returns whether legs of all these months find a partition. */
    boolean houses(Collection<YearMonth> wanted) {
        return wanted.stream().allMatch(month -> months.contains(month) || edgeOf(month) != null);
    }

    /** Returns the edge that covers the month; null: none does. */
    @Nullable
    Edge edgeOf(YearMonth month) {
        if (beforeEnd != null && month.isBefore(beforeEnd)) {
            return Edge.BEFORE;
        }
        return afterBegin != null && !month.isBefore(afterBegin) ? Edge.AFTER : null;
    }

    Alteration next(CollectedMonths wanted) {
        List<YearMonth> missing =
                wanted.all().stream().filter(month -> !months.contains(month)).toList();
        List<YearMonth> free =
                missing.stream().filter(month -> edgeOf(month) == null).toList();
        if (!free.isEmpty()) {
            return new Add(free.subList(0, Math.min(free.size(), MOST_ADDED)));
        }
        YearMonth first = spare(wanted.first(), -1);
        YearMonth last = spare(wanted.last(), 1);
        NavigableSet<YearMonth> early = months.headSet(first, false);
        NavigableSet<YearMonth> late = months.tailSet(last, false).descendingSet();
        if (!early.isEmpty()) {
            return fold(Edge.BEFORE, early, first);
        }
        if (!late.isEmpty()) {
            return fold(Edge.AFTER, late, last);
        }
        return missing.isEmpty() ? new Done() : split(missing);
    }

    /** Returns the outermost month of a gapless row from there on. */
    private YearMonth spare(YearMonth from, int direction) {
        YearMonth month = from;
        for (int i = 0; i < SPARE && months.contains(month.plusMonths(direction)); i++) {
            month = month.plusMonths(direction);
        }
        return month;
    }

    /** @param strays the outermost first */
    private Alteration fold(Edge edge, NavigableSet<YearMonth> strays, YearMonth inside) {
        List<YearMonth> folded = strays.stream().limit(MOST_FOLDED).toList();
        YearMonth next = strays.stream().skip(folded.size()).findFirst().orElse(inside);
        List<String> replaced =
                new ArrayList<>(folded.stream().map(PartitionTables::name).toList());
        if ((edge == Edge.BEFORE ? beforeEnd : afterBegin) != null) {
            replaced.add(edge.table);
        }
        return new Reshape(edge, replaced, List.of(), edge == Edge.BEFORE ? next : next.plusMonths(1));
    }

    /** @param missing all covered by edges */
    private Alteration split(List<YearMonth> missing) {
        YearMonth end = beforeEnd;
        if (end != null && missing.getFirst().isBefore(end)) {
            YearMonth most = end.minusMonths(MOST_ADDED);
            YearMonth from = missing.getFirst().isBefore(most) ? most : missing.getFirst();
            return new Reshape(Edge.BEFORE, List.of(Edge.BEFORE.table), CollectedMonths.between(from, end), from);
        }
        YearMonth begin = afterBegin == null ? missing.getFirst() : afterBegin;
        YearMonth most = begin.plusMonths(MOST_ADDED);
        YearMonth to = missing.getLast().isBefore(most) ? missing.getLast().plusMonths(1) : most;
        return new Reshape(Edge.AFTER, List.of(Edge.AFTER.table), CollectedMonths.between(begin, to), to);
    }
}

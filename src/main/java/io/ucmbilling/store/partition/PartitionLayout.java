package io.ucmbilling.store.partition;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions the legs have, and what is to be done next so that they are those of the collected months: a pure function.
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
    /** Added or split off in one transaction; each takes some eight locks. */
    private static final int MOST_ADDED = 60;

    /** Folded in one transaction. */
    private static final int MOST_FOLDED = 20;

    /** So many months beside the collected ones stay, if no month is missing between: of a replica whose clock is ahead. */
    private static final int SPARE = 12;

    /** What is to be done in one transaction. */
    sealed interface Step {}

    /** Nothing is missing. */
    record Done() implements Step {}

    /** Attach partitions beside the others. */
    record Add(List<YearMonth> months) implements Step {}

    /**
     * Replace an edge and months beside it by a new edge and other months.
     *
     * @param replaced tables whose rows go over
     * @param months that are made
     * @param bound first month that the new edge does not cover (in front) or does cover (behind)
     */
    record Reshape(PartitionEdge edge, List<String> replaced, List<YearMonth> months, YearMonth bound)
            implements Step {}

    /** Whether legs of all these months find a partition. */
    boolean houses(Collection<YearMonth> wanted) {
        return wanted.stream().allMatch(month -> months.contains(month) || edgeOf(month) != null);
    }

    /** The edge that covers the month; null: none does. */
    @Nullable
    PartitionEdge edgeOf(YearMonth month) {
        if (beforeEnd != null && month.isBefore(beforeEnd)) {
            return PartitionEdge.BEFORE;
        }
        return afterBegin != null && !month.isBefore(afterBegin) ? PartitionEdge.AFTER : null;
    }

    Step next(CollectedMonths wanted) {
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
            return fold(PartitionEdge.BEFORE, early, first);
        }
        if (!late.isEmpty()) {
            return fold(PartitionEdge.AFTER, late, last);
        }
        return missing.isEmpty() ? new Done() : split(missing);
    }

    /** The outermost month of a gapless row from there on. */
    private YearMonth spare(YearMonth from, int direction) {
        YearMonth month = from;
        for (int i = 0; i < SPARE && months.contains(month.plusMonths(direction)); i++) {
            month = month.plusMonths(direction);
        }
        return month;
    }

    /** @param strays the outermost first */
    private Step fold(PartitionEdge edge, NavigableSet<YearMonth> strays, YearMonth inside) {
        List<YearMonth> folded = strays.stream().limit(MOST_FOLDED).toList();
        YearMonth next = strays.stream().skip(folded.size()).findFirst().orElse(inside);
        List<String> replaced =
                new ArrayList<>(folded.stream().map(PartitionTables::name).toList());
        if ((edge == PartitionEdge.BEFORE ? beforeEnd : afterBegin) != null) {
            replaced.add(edge.table());
        }
        return new Reshape(edge, replaced, List.of(), edge == PartitionEdge.BEFORE ? next : next.plusMonths(1));
    }

    /** @param missing all covered by edges */
    private Step split(List<YearMonth> missing) {
        YearMonth end = beforeEnd;
        if (end != null && missing.getFirst().isBefore(end)) {
            YearMonth most = end.minusMonths(MOST_ADDED);
            YearMonth from = missing.getFirst().isBefore(most) ? most : missing.getFirst();
            return new Reshape(PartitionEdge.BEFORE, List.of(PartitionEdge.BEFORE.table()), between(from, end), from);
        }
        YearMonth begin = afterBegin == null ? missing.getFirst() : afterBegin;
        YearMonth most = begin.plusMonths(MOST_ADDED);
        YearMonth to = missing.getLast().isBefore(most) ? missing.getLast().plusMonths(1) : most;
        return new Reshape(PartitionEdge.AFTER, List.of(PartitionEdge.AFTER.table()), between(begin, to), to);
    }

    /** @param to exclusive */
    private static List<YearMonth> between(YearMonth from, YearMonth to) {
        return Stream.iterate(from, month -> month.isBefore(to), month -> month.plusMonths(1))
                .toList();
    }
}

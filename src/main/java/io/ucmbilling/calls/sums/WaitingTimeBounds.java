package io.ucmbilling.calls.sums;

import java.util.List;
import java.util.stream.Collectors;

/** Bounds of the buckets in which calls are counted by their waiting time. Sums are kept by them: others need a dimension of their own. */
public final class WaitingTimeBounds {
    /** Seconds at which each bucket but the first begins. */
    public static final List<Integer> SECONDS = List.of(5, 10, 20, 30, 60, 120);

    private WaitingTimeBounds() {}

    /** Returns what gives the number of the bucket of a column's seconds, 0 the shortest. */
    public static String bucket(String column) {
        return "width_bucket(" + column + ", ARRAY["
                + SECONDS.stream().map(String::valueOf).collect(Collectors.joining(", ")) + "])";
    }
}

package io.ucmbilling.store.site;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Distribution of how late a UCM's records are first seen, after the start of the leg and after its end. Immutable.
 * What is older weighs less: if there are many, all counts are halved.
 *
 * @param sinceStart how many legs, by step: step n holds what is at most 2^(n/4) seconds, the last one all that is longer;
 *     what lacks at the end is zero
 * @param sinceEnd as sinceStart
 */
@Embeddable
public record Lateness(
        @Column(name = "lateness_since_start") List<Long> sinceStart,
        @Column(name = "lateness_since_end") List<Long> sinceEnd) {
    /** Lateness of a site of which nothing was seen yet. */
    public static final Lateness NONE = new Lateness(List.of(), List.of());

    private static final int STEPS = 80;
    private static final int STEPS_TO_DOUBLE = 4;
    private static final long MANY = 20_000;

    public Lateness {
        sinceStart = List.copyOf(sinceStart);
        sinceEnd = List.copyOf(sinceEnd);
    }

    /** Returns it with one leg more. What is less than nothing, by a clock that runs ahead, counts as nothing. */
    public Lateness with(Duration afterStart, Duration afterEnd) {
        return new Lateness(counted(sinceStart, afterStart), counted(sinceEnd, afterEnd));
    }

    /** Returns how many legs stand behind the figures. */
    public long legs() {
        return sum(sinceStart);
    }

    /**
     * Returns the time after their start at which that share of the legs had been seen.
     *
     * @param share 0 to 1
     * @return zero if nothing is known
     */
    public Duration afterStart(double share) {
        return quantile(sinceStart, share);
    }

    /** Returns the time after their end at which that share of the legs had been seen. */
    public Duration afterEnd(double share) {
        return quantile(sinceEnd, share);
    }

    private static List<Long> counted(List<Long> before, Duration lateness) {
        List<Long> after = new ArrayList<>(before);
        while (after.size() < STEPS) {
            after.add(0L);
        }
        if (sum(after) >= MANY) {
            after.replaceAll(count -> count / 2);
        }
        int step = step(lateness);
        after.set(step, after.get(step) + 1);
        return after;
    }

    private static int step(Duration lateness) {
        double doublings = Math.log(Math.max(1, lateness.toSeconds())) / Math.log(2);
        return (int) Math.min(STEPS - 1, Math.ceil(doublings * STEPS_TO_DOUBLE));
    }

    private static Duration quantile(List<Long> counts, double share) {
        long wanted = (long) Math.ceil(sum(counts) * share);
        long seen = 0;
        for (int step = 0; step < counts.size() && wanted > 0; step++) {
            seen += counts.get(step);
            if (seen >= wanted) {
                return Duration.ofSeconds((long) Math.ceil(Math.pow(2, (double) step / STEPS_TO_DOUBLE)));
            }
        }
        return Duration.ZERO;
    }

    private static long sum(List<Long> counts) {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}

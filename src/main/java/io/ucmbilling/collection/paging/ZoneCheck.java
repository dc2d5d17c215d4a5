package io.ucmbilling.collection.paging;

import io.ucmbilling.store.row.ReadLeg;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of the configured zone against the UTC epoch with which a uniqueid begins (contract U9). The first leg
 * of a call starts in that second or the next one. So most legs of a page are off by the same multiple of a quarter of
 * an hour, which is zero if the zone is right. No two zones are further apart than 26 hours: a leg that is off by more
 * tells of a clock, not of the zone.
 */
public final class ZoneCheck {
    private static final long QUARTER = 900;
    private static final long MOST_SECONDS = 26 * 3600;
    /** A later leg of a call starts at any time after the epoch. It says nothing of the zone. */
    private static final long MOST_BEHIND_THE_EPOCH = 2;

    private static final int FEWEST = 5;
    private static final double MOST_AGREE = 0.6;

    private final Map<Long, Integer> counts = new HashMap<>();
    private final Map<Long, Long> errors = new HashMap<>();
    private int measured;

    public void add(List<ReadLeg> legs) {
        for (ReadLeg read : legs) {
            Long epoch = read.leg().epoch();
            long off = epoch == null ? Long.MAX_VALUE : read.leg().startedAt().getEpochSecond() - epoch;
            if (Math.abs(off) <= MOST_SECONDS) {
                long quarters = Math.floorDiv(off + QUARTER / 2, QUARTER);
                counts.merge(quarters, 1, Integer::sum);
                if (Math.abs(off - quarters * QUARTER) <= MOST_BEHIND_THE_EPOCH) {
                    errors.merge(quarters, 1L, Long::sum);
                }
                measured++;
            }
        }
    }

    /** Returns how many legs have which error, of those that can be the first of their call. */
    public Map<Duration, Long> errors() {
        Map<Duration, Long> byError = new HashMap<>();
        errors.forEach((quarters, legs) -> byError.put(Duration.ofSeconds(quarters * QUARTER), legs));
        return Map.copyOf(byError);
    }

    /** Returns how far the reading is ahead of the epochs; null: too few legs, or they do not agree. */
    @Nullable
    public Duration error() {
        if (measured < FEWEST) {
            return null;
        }
        Map.Entry<Long, Integer> most = java.util.Collections.max(counts.entrySet(), Map.Entry.comparingByValue());
        return most.getValue() >= measured * MOST_AGREE ? Duration.ofSeconds(most.getKey() * QUARTER) : null;
    }
}

package io.ucmbilling.normalisation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wall clock of a PBX: makes instants of its stamps, which have no zone (contract U9, N1). */
final class WallClock {
    private WallClock() {}

    /**
     * Returns the instant of a stamp. If the stamp comes twice it is the reading nearest to {@code near}, the earlier one at a
     * tie. A stamp that never was is read as if the clock had not been put forward.
     *
     * @param near null: not known, so the earlier one
     */
    static Instant nearest(LocalDateTime stamp, ZoneId zone, @Nullable Instant near) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(stamp);
        if (offsets.size() == 1) {
            return stamp.toInstant(offsets.getFirst());
        }
        if (offsets.isEmpty()) {
            return stamp.toInstant(zone.getRules().getTransition(stamp).getOffsetBefore());
        }
        Instant earlier = stamp.toInstant(offsets.getFirst());
        Instant later = stamp.toInstant(offsets.getLast());
        return near != null && distance(later, near).compareTo(distance(earlier, near)) < 0 ? later : earlier;
    }

    private static Duration distance(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}

package io.ucmbilling.reading;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives the PBX's stamps, which are wall clock without zone, their instants (contract U9, N1). */
final class WallClock {
    private WallClock() {}

    /**
     * The instant of a stamp. In the hour that comes twice it is the reading nearest to the epoch, the earlier one at a tie
     * and without an epoch; a stamp that never was is read as if the clock had not been put forward.
     */
    static Instant instant(LocalDateTime stamp, ZoneId zone, @Nullable Long epoch) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(stamp);
        if (offsets.size() == 1) {
            return stamp.toInstant(offsets.getFirst());
        }
        if (offsets.isEmpty()) {
            return stamp.toInstant(zone.getRules().getTransition(stamp).getOffsetBefore());
        }
        Instant earlier = stamp.toInstant(offsets.getFirst());
        Instant later = stamp.toInstant(offsets.getLast());
        boolean laterIsNearer =
                epoch != null && Math.abs(later.getEpochSecond() - epoch) < Math.abs(earlier.getEpochSecond() - epoch);
        return laterIsNearer ? later : earlier;
    }
}

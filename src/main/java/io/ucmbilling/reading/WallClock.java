package io.ucmbilling.reading;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the PBX's stamps: wall clock without zone, {@code YYYY-MM-DD HH:MM:SS} (contract U9, N1). */
final class WallClock {
    private static final String FORM = "0000-00-00 00:00:00";

    private WallClock() {}

    /** The stamp, or null where it is not of the form or no real date. */
    static @Nullable LocalDateTime parse(String stamp) {
        if (stamp.length() != FORM.length()) {
            return null;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char form = FORM.charAt(i);
            char found = stamp.charAt(i);
            if (form == '0' ? found < '0' || found > '9' : found != form) {
                return null;
            }
        }
        try {
            return LocalDateTime.of(
                    number(stamp, 0, 4),
                    number(stamp, 5, 7),
                    number(stamp, 8, 10),
                    number(stamp, 11, 13),
                    number(stamp, 14, 16),
                    number(stamp, 17, 19));
        } catch (java.time.DateTimeException e) {
            return null;
        }
    }

    private static int number(String stamp, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + stamp.charAt(i) - '0';
        }
        return number;
    }

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

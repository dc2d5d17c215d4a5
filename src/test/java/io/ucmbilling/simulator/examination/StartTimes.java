package io.ucmbilling.simulator.examination;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.RecordTimes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When calls started. The stamps are a wall clock of a zone that the records do not tell; but uniqueid begins with the epoch
 * second of its channel (contract U9), so that most records tell their own offset, in quarters of an hour. A record that does
 * not takes the offset of its nearest neighbour.
 */
final class StartTimes {
    private static final int QUARTER = 900;
    /** A leg begins with its channel, or some seconds later. */
    private static final int EARLIEST = -30;

    private static final int LATEST = 120;

    private StartTimes() {}

    static List<SampleRecord> of(List<CdrRecord> records, @Nullable ZoneId zone) {
        List<@Nullable ZoneOffset> offsets = new ArrayList<>();
        records.forEach(record -> offsets.add(offset(record)));
        List<SampleRecord> sample = new ArrayList<>();
        for (int place = 0; place < records.size(); place++) {
            LocalDateTime stamp = RecordTimes.wallClock(records.get(place).text(Field.START));
            ZoneOffset offset = nearest(offsets, place);
            Instant start = stamp == null
                    ? null
                    : zone != null ? stamp.atZone(zone).toInstant() : offset == null ? null : stamp.toInstant(offset);
            sample.add(new SampleRecord(records.get(place), start));
        }
        return sample;
    }

    /** Null: the record does not tell. */
    private static @Nullable ZoneOffset offset(CdrRecord record) {
        LocalDateTime stamp = RecordTimes.wallClock(record.text(Field.START));
        Long epoch = RecordTimes.leadingEpoch(record.text(Field.UNIQUEID));
        if (stamp == null || epoch == null) {
            return null;
        }
        long ahead = stamp.toEpochSecond(ZoneOffset.UTC) - epoch;
        long rounded = Math.floorDiv(ahead - EARLIEST, QUARTER) * QUARTER;
        boolean clear = ahead - rounded >= EARLIEST && ahead - rounded <= LATEST && Math.abs(rounded) <= 18 * 3600;
        return clear ? ZoneOffset.ofTotalSeconds((int) rounded) : null;
    }

    private static @Nullable ZoneOffset nearest(List<@Nullable ZoneOffset> offsets, int place) {
        for (int away = 0; away < offsets.size(); away++) {
            ZoneOffset before = place - away >= 0 ? offsets.get(place - away) : null;
            ZoneOffset behind = place + away < offsets.size() ? offsets.get(place + away) : null;
            if (before != null || behind != null) {
                return before != null ? before : behind;
            }
        }
        return null;
    }
}

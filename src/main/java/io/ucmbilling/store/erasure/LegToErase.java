package io.ucmbilling.store.erasure;

import io.ucmbilling.store.archive.ErasedRecordings.NamelessLeg;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.erased.ErasedKeys;
import io.ucmbilling.store.erased.ErasedLegs.ErasedLeg;
import io.ucmbilling.store.row.LegKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is read of a leg before it is erased.
 *
 * @param recordings as the record names them
 * @param nameless the same leg if its record can name none
 */
record LegToErase(
        LegKey key,
        long number,
        Instant startedAt,
        String uniqueid,
        List<String> recordings,
        List<NamelessLeg> nameless) {
    static final String COLUMNS =
            "session, acct_id, start, number, started_at, uniqueid, recordfiles, coalesce(ended_at, started_at +"
                    + " (duration || ' s')::interval), src, dst";

    static LegToErase read(ResultSet row) throws SQLException {
        String files = row.getString(7);
        Instant start = row.getObject(5, OffsetDateTime.class).toInstant();
        return new LegToErase(
                new LegKey(row.getString(1), row.getLong(2), row.getObject(3, LocalDateTime.class)),
                row.getLong(4),
                start,
                row.getString(6),
                files == null
                        ? List.of()
                        : Stream.of(files.split("@"))
                                .filter(name -> !name.isEmpty())
                                .toList(),
                files == null ? List.of(nameless(row, start)) : List.of());
    }

    private static NamelessLeg nameless(ResultSet row, Instant start) throws SQLException {
        Instant end = Objects.requireNonNull(Timestamps.instant(row.getObject(8, OffsetDateTime.class)));
        return new NamelessLeg(start, end, row.getString(9), row.getString(10));
    }

    ErasedLeg erased(boolean departed) {
        return new ErasedLeg(number, startedAt, departed, ErasedKeys.of(key, uniqueid));
    }
}

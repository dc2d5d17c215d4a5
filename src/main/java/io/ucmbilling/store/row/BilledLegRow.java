package io.ucmbilling.store.row;

import io.ucmbilling.call.Side;
import io.ucmbilling.store.database.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a leg back with its reading, as calls are made of it. */
public final class BilledLegRow {
    private static final LegRow RECORD = new LegRow(Map.of());

    private BilledLegRow() {}

    /** Returns the columns to select, of the legs under that alias. The first is the number of the site. */
    public static String columns(String leg) {
        return LegRow.columns(leg)
                + ", %1$s.digest, coalesce(%1$s.commit_number, 0), %1$s.start, %1$s.answered_at, %1$s.ended_at, %1$s.status, %1$s.direction, %1$s.kind, %1$s.source, %1$s.destination, %1$s.source_on_trunk, %1$s.destination_on_trunk"
                        .formatted(leg);
    }

    public static BilledLeg read(ResultSet row) throws SQLException {
        StoredLeg stored = RECORD.read(row);
        int column = LegRow.BEHIND;
        return new BilledLeg(
                stored.number(),
                row.getLong(column),
                row.getLong(column + 1),
                stored.raw(),
                stored.session(),
                row.getLong(4),
                row.getObject(column + 2, LocalDateTime.class),
                Objects.requireNonNull(instant(row, 3)),
                instant(row, column + 3),
                instant(row, column + 4),
                row.getInt(8),
                row.getInt(9),
                LegCodes.status(row.getString(column + 5)),
                LegCodes.direction(row.getString(column + 6)),
                LegCodes.kind(row.getString(column + 7)),
                new Side(
                        LegCodes.endpoint(row.getString(column + 8)),
                        stored.sourceTrunk(),
                        stored.sourceTrunkName(),
                        row.getBoolean(column + 10)),
                new Side(
                        LegCodes.endpoint(row.getString(column + 9)),
                        stored.destinationTrunk(),
                        stored.destinationTrunkName(),
                        row.getBoolean(column + 11)));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        return Timestamps.instant(row.getObject(column, OffsetDateTime.class));
    }
}

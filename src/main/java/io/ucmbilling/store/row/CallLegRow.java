package io.ucmbilling.store.row;

import io.ucmbilling.call.Side;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.database.Timestamps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a leg back as far as calls depend on it: its reading, and a part of its record. {@link BilledLegRow} reads all of it. */
public final class CallLegRow {
    /** What calls depend on beside the reading, and what tells the generation that wrote the record. */
    private static final Field[] TEXTS = {
        Field.ACCOUNTCODE,
        Field.SRC,
        Field.DST,
        Field.CLID,
        Field.CHANNEL,
        Field.DSTCHANNEL,
        Field.LASTAPP,
        Field.UNIQUEID,
        Field.CHANNEL_EXT,
        Field.DSTCHANNEL_EXT,
        Field.CALLER_NAME,
        Field.RECORDFILES,
        Field.DSTANSWER,
        Field.CHANEXT,
        Field.DSTCHANEXT,
        Field.SRC_TRUNK_NAME,
        Field.DST_TRUNK_NAME
    };

    /** One letter each, so one column. */
    private static final String LETTERS = Stream.of("status", "direction", "kind", "source", "destination")
            .map(column -> "%1$s." + column + "::text")
            .collect(Collectors.joining(" || "));

    /** Whether the record has any field of the third generation or a later one. */
    private static final String NEWER = LegColumns.TEXTS.stream()
            .filter(field -> field.generation() >= Field.SESSION.generation())
            .map(field -> "%1$s." + field.wireName())
            .collect(Collectors.joining(", ", "coalesce(", ") IS NOT NULL"));

    private static final String COLUMNS = Stream.concat(
                    Stream.of(
                            "site, number, started_at, acct_id, duration, billsec, session, digest",
                            "coalesce(%1$s.commit_number, 0)",
                            "start, answered_at, ended_at",
                            LETTERS,
                            "source_on_trunk, destination_on_trunk, source_trunk, source_trunk_name",
                            "destination_trunk, destination_trunk_name, other",
                            NEWER),
                    Stream.of(TEXTS).map(Field::wireName))
            .map(columns -> columns.contains("%1$s")
                    ? columns
                    : Stream.of(columns.split(", ")).map("%1$s."::concat).collect(Collectors.joining(", ")))
            .collect(Collectors.joining(", "));

    private static final int FIRST_TEXT = 22;

    private CallLegRow() {}

    /** Returns the columns to select, of the legs under that alias. The first is the number of the site. */
    public static String columns(String leg) {
        return COLUMNS.formatted(leg);
    }

    public static BilledLeg read(ResultSet row) throws SQLException {
        String session = row.getString(7);
        CdrRecord raw = raw(row, session);
        String letters = row.getString(13);
        return new BilledLeg(
                row.getLong(2),
                row.getLong(8),
                row.getLong(9),
                raw,
                session,
                row.getLong(4),
                row.getObject(10, LocalDateTime.class),
                Objects.requireNonNull(instant(row, 3)),
                instant(row, 11),
                instant(row, 12),
                row.getInt(5),
                row.getInt(6),
                LegCodes.status(letters.substring(0, 1)),
                LegCodes.direction(letters.substring(1, 2)),
                LegCodes.kind(letters.substring(2, 3)),
                side(row, letters.substring(3, 4), 16, raw.text(Field.SRC_TRUNK_NAME)),
                side(row, letters.substring(4), 18, raw.text(Field.DST_TRUNK_NAME)));
    }

    /** @param token the column of the trunk's token, which its name stands behind */
    private static Side side(ResultSet row, String endpoint, int token, String recordedName) throws SQLException {
        return new Side(
                LegCodes.endpoint(endpoint),
                row.getString(token),
                LegRow.trunkName(row.getString(token + 1), recordedName),
                row.getBoolean(token == 16 ? 14 : 15));
    }

    private static CdrRecord raw(ResultSet row, String session) throws SQLException {
        CdrRecord.Builder raw = new CdrRecord.Builder();
        boolean newer = row.getBoolean(21);
        for (int i = 0; i < TEXTS.length; i++) {
            raw.set(TEXTS[i], row.getString(FIRST_TEXT + i));
        }
        if (newer) {
            raw.set(Field.SESSION, session);
        }
        String other = row.getString(20);
        if (other != null) {
            LegRow.others(other).forEach(raw::set);
        }
        return raw.build();
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        return Timestamps.instant(row.getObject(column, OffsetDateTime.class));
    }
}

package io.ucmbilling.calls.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a line of CSV has of a call, in the form in which it comes from the database: texts are bytes in UTF-8, times are seconds since
 * 1970. One object is filled with row after row.
 */
public final class CallLine {
    /** Lists come as one text each. Trunks and recordings are rare, so their texts are made only where there are any. */
    static final String COLUMNS =
            "c.id, c.version, c.site, coalesce(c.session, c.key), date_part('epoch', c.started_at)::bigint,"
                + " c.utc_offset, date_part('epoch', c.answered_at)::bigint, date_part('epoch', c.ended_at)::bigint,"
                + " c.duration, c.wait, c.billable, c.direction, c.status, c.kinds, c.caller_number,"
                + " c.caller_presented, c.caller_name, c.caller_e164, c.callee_number, c.callee_e164, CASE WHEN"
                + " c.dialled_number IS NULL THEN c.callee_number ELSE c.dialled_number END, CASE WHEN"
                + " c.dialled_number IS NULL THEN c.callee_e164 ELSE c.dialled_e164 END, c.answered_by, CASE WHEN"
                + " c.trunk_ends IS NOT NULL THEN (SELECT string_agg(concat(token, '=', name), ';' ORDER BY number)"
                + " FROM unnest(c.trunk_tokens, c.trunk_names) WITH ORDINALITY AS trunk (token, name, number)) END,"
                + " array_to_string(c.extensions, ';'), c.account_code, c.legs, CASE WHEN c.recordings IS NOT NULL"
                + " THEN (SELECT string_agg(name, ';' ORDER BY number) FROM unnest(c.recordings, c.recording_starts)"
                + " WITH ORDINALITY AS recording (name, start, number) WHERE start IS NOT NULL) END";

    private static final int SITE = 3;

    private final byte[] @Nullable [] texts = new byte[29][];
    private final long[] numbers = new long[29];
    private final boolean[] known = new boolean[29];
    private String site = "";

    CallLine() {}

    /** Columns of numbers, by their places. */
    private static final int[] NUMBERS = {2, 5, 6, 7, 8, 9, 10, 11, 27};

    /** Columns of texts, and of the id, by their places. */
    private static final int[] TEXTS = {1, 4, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28};

    void read(ResultSet row, SiteNumbers sites) throws SQLException {
        for (int column : NUMBERS) {
            numbers[column] = row.getLong(column);
            known[column] = !row.wasNull();
        }
        for (int column : TEXTS) {
            texts[column] = row.getBytes(column);
        }
        site = sites.name(row.getShort(SITE));
    }

    /** Returns the site's id. */
    public String site() {
        return site;
    }

    /** Returns the text in a column, by its place from 1 on, in an array that must not be changed; null: none. */
    public byte @Nullable [] text(int column) {
        return texts[column];
    }

    public boolean isKnown(int column) {
        return known[column];
    }

    /** Returns the number in a column, by its place from 1 on; 0 if it is not known. */
    public long number(int column) {
        return numbers[column];
    }
}

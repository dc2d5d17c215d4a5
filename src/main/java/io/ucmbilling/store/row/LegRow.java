package io.ucmbilling.store.row;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reader of a row of the table of legs, which gives the record back as it was given. It is the counterpart of
 * {@link LegEncoder}.
 */
public final class LegRow {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXT_BY_NAME = new TypeReference<>() {};
    private static final int FIRST_TEXT = 17;

    /** The first column behind those of {@link #columns}. */
    static final int BEHIND = FIRST_TEXT + LegColumns.TEXTS.size();

    private final Map<Short, String> sites;

    /** @param sites the sites' names by their numbers */
    public LegRow(Map<Short, String> sites) {
        this.sites = sites;
    }

    /** The columns to select, of the legs under that alias. Stamps come as text: PostgreSQL writes them as UCMs do. */
    public static String columns(String leg) {
        return "%1$s.site, %1$s.number, %1$s.started_at, %1$s.acct_id, %1$s.start::text, %1$s.answer::text, %1$s.\"end\"::text, %1$s.duration, %1$s.billsec, %1$s.session, %1$s.source_trunk, %1$s.source_trunk_name, %1$s.destination_trunk, %1$s.destination_trunk_name, %1$s.other, %1$s.replaced, %2$s"
                .formatted(leg, LegColumns.texts(leg + "."));
    }

    public StoredLeg read(ResultSet row) throws SQLException {
        String session = row.getString(10);
        CdrRecord raw = raw(row, session);
        return new StoredLeg(
                row.getLong(2),
                sites.getOrDefault(row.getShort(1), ""),
                raw,
                session,
                row.getString(11),
                trunkName(row.getString(12), raw.text(Field.SRC_TRUNK_NAME)),
                row.getString(13),
                trunkName(row.getString(14), raw.text(Field.DST_TRUNK_NAME)));
    }

    public static ServingPosition place(ResultSet row) throws SQLException {
        return new ServingPosition(row.getObject(3, OffsetDateTime.class).toInstant(), row.getLong(4), row.getLong(2));
    }

    private static CdrRecord raw(ResultSet row, String session) throws SQLException {
        CdrRecord.Builder raw = new CdrRecord.Builder()
                .set(Field.ACCT_ID, row.getString(4))
                .set(Field.START, row.getString(5))
                .set(Field.ANSWER, orEmpty(row.getString(6)))
                .set(Field.END, orEmpty(row.getString(7)))
                .set(Field.DURATION, row.getString(8))
                .set(Field.BILLSEC, row.getString(9));
        int column = FIRST_TEXT;
        int generation = 1;
        for (Field field : LegColumns.TEXTS) {
            String value = row.getString(column++);
            raw.set(field, value);
            generation = value == null ? generation : field.generation();
        }
        if (generation >= Field.SESSION.generation()) {
            raw.set(Field.SESSION, session);
        }
        String other = row.getString(15);
        if (other != null) {
            others(other).forEach(raw::set);
        }
        String replaced = row.getString(16);
        if (replaced != null) {
            others(replaced).forEach(raw::replaced);
        }
        return raw.build();
    }

    /** Returns what a column with values by wire name holds. */
    static Map<String, String> others(String json) {
        return JSON.readValue(json, TEXT_BY_NAME);
    }

    /** A name of its own, empty for none, else the record's (see {@link LegEncoder}). */
    static @Nullable String trunkName(@Nullable String own, String recorded) {
        String name = own == null ? recorded : own;
        return name.isEmpty() ? null : name;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

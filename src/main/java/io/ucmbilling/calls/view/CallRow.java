package io.ucmbilling.calls.view;

import io.ucmbilling.call.Kind;
import io.ucmbilling.calls.call.BillableShares;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.call.CallTimes;
import io.ucmbilling.calls.call.CallTrunk;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.store.row.LegCodes;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a call back from its row, by the names of the columns: the counterpart of the columns that {@code calls.table} writes. */
public final class CallRow {
    private CallRow() {}

    /**
     * Returns a call that is kept.
     *
     * @param row with all columns
     * @param site the site's id
     */
    public static StoredCall stored(ResultSet row, String site) throws SQLException {
        return new StoredCall(
                row.getObject("id", UUID.class),
                site,
                row.getLong("place"),
                row.getInt("version"),
                Objects.requireNonNull(instant(row, "changed_at")),
                row.getLong("commit_number"),
                read(row));
    }

    /** Returns the call of a row with all columns. */
    public static Call read(ResultSet row) throws SQLException {
        int billable = row.getInt("billable");
        List<Kind> kinds = row.getString("kinds")
                .chars()
                .mapToObj(letter -> LegCodes.kind(Character.toString(letter)))
                .toList();
        List<String> extensions = list(row, "extensions", String.class);
        List<Integer> byKind = kinds.size() == 1 ? List.of(billable) : list(row, "kind_billable", Integer.class);
        String session = row.getString("session");
        return new Call(
                session == null ? row.getString("key") : session,
                times(row),
                billable,
                LegCodes.direction(row.getString("direction")),
                CallStatus.of(row.getString("status")),
                kinds,
                caller(row),
                party(row, "callee", row.getString("callee_trunk")),
                dialled(row),
                answeredBy(row.getString("answered_by")),
                trunks(row),
                extensions,
                row.getString("account_code"),
                row.getInt("legs"),
                list(row, "outside", String.class),
                recordings(row),
                new BillableShares(
                        zipped(list(row, "trunks", String.class), list(row, "trunk_billable", Integer.class)),
                        zipped(extensions, list(row, "extension_billable", Integer.class)),
                        zipped(kinds, byKind)));
    }

    private static CallTimes times(ResultSet row) throws SQLException {
        return new CallTimes(
                Objects.requireNonNull(instant(row, "started_at")),
                ZoneOffset.ofTotalSeconds(row.getInt("utc_offset")),
                instant(row, "answered_at"),
                instant(row, "ended_at"),
                row.getObject("duration", Integer.class),
                row.getObject("wait", Integer.class));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static Party caller(ResultSet row) throws SQLException {
        return new Party(
                row.getString("caller_number"),
                row.getString("caller_presented"),
                row.getString("caller_name"),
                row.getString("caller_e164"),
                row.getString("caller_trunk"));
    }

    private static Party party(ResultSet row, String name, @Nullable String trunk) throws SQLException {
        return new Party(row.getString(name + "_number"), null, null, row.getString(name + "_e164"), trunk);
    }

    /** Returns the callee's number if no other was dialled. */
    private static Party dialled(ResultSet row) throws SQLException {
        String number = row.getString("dialled_number");
        if (number == null) {
            return party(row, "callee", null);
        }
        return new Party(number.isEmpty() ? null : number, null, null, row.getString("dialled_e164"), null);
    }

    private static @Nullable Party answeredBy(@Nullable String number) {
        return number == null ? null : new Party(number, null, null, null, null);
    }

    private static List<CallTrunk> trunks(ResultSet row) throws SQLException {
        String ends = row.getString("trunk_ends");
        List<CallTrunk> trunks = new ArrayList<>();
        if (ends != null) {
            @Nullable Object[] tokens = (Object[]) row.getArray("trunk_tokens").getArray();
            @Nullable Object[] names = (Object[]) row.getArray("trunk_names").getArray();
            for (int i = 0; i < tokens.length; i++) {
                trunks.add(new CallTrunk(CallTrunk.End.of(ends.charAt(i)), (String) tokens[i], (String) names[i]));
            }
        }
        return trunks;
    }

    private static List<CallRecording> recordings(ResultSet row) throws SQLException {
        List<String> names = list(row, "recordings", String.class);
        List<CallRecording> recordings = new ArrayList<>();
        if (!names.isEmpty()) {
            Object[] starts = (Object[]) row.getArray("recording_starts").getArray();
            for (int i = 0; i < starts.length; i++) {
                if (starts[i] instanceof Long start) {
                    recordings.add(new CallRecording(i + 1, names.get(i), Instant.ofEpochSecond(start)));
                }
            }
        }
        return recordings;
    }

    private static <K> Map<K, Integer> zipped(List<K> keys, List<Integer> seconds) {
        Map<K, Integer> zipped = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            zipped.put(keys.get(i), seconds.get(i));
        }
        return zipped;
    }

    /** Returns the items of an array, which may be null; without items if the column is null. */
    private static <T> List<T> list(ResultSet row, String column, Class<T> type) throws SQLException {
        Array array = row.getArray(column);
        return array == null
                ? List.of()
                : Arrays.stream((Object[]) array.getArray()).map(type::cast).toList();
    }
}

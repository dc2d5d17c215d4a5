package io.ucmbilling.calls.table;

import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.sums.CallMonths;
import io.ucmbilling.store.site.CallSpan;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements on the table of calls. */
final class CallTable {
    private static final String KNOWN = "SELECT id, month, version, digest, started_at, recordings, commit_number"
            + " FROM call WHERE id = ANY (ARRAY(SELECT unnest(?::uuid[])))";

    /** Written out, so that it is planned for these partitions alone. */
    private static final String IN_MONTHS = " AND month IN (%s)";

    private final Connection connection;

    CallTable(Connection connection) {
        this.connection = connection;
    }

    /**
     * Reads the kept ones of those calls.
     *
     * @param anywhere those that may stand in any month, whatever their sessions begin with
     */
    Map<UUID, KnownCall> known(Map<UUID, CallKey> calls, Collection<UUID> anywhere) throws SQLException {
        Map<Set<LocalDate>, List<UUID>> byMonths = new HashMap<>();
        calls.forEach((id, key) -> byMonths.computeIfAbsent(
                        anywhere.contains(id) ? Set.of() : months(key.session()), months -> new ArrayList<>())
                .add(id));
        Map<UUID, KnownCall> known = new HashMap<>();
        for (Map.Entry<Set<LocalDate>, List<UUID>> group : byMonths.entrySet()) {
            String months =
                    group.getKey().stream().map(month -> "'" + month + "'").collect(Collectors.joining(", "));
            String sql = months.isEmpty() ? KNOWN : KNOWN + IN_MONTHS.formatted(months);
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setArray(
                        1, connection.createArrayOf("uuid", group.getValue().toArray()));
                read(statement, known);
            }
        }
        return known;
    }

    /** Returns the months under which a call may be kept whose legs are near its session; empty: under any. */
    private static Set<LocalDate> months(String session) {
        Set<LocalDate> months = new TreeSet<>();
        CallSpan.beginning(session).ifPresent(near -> {
            LocalDate month = near.from().toLocalDate().withDayOfMonth(1);
            while (!month.isAfter(near.until().toLocalDate())) {
                months.add(month);
                month = month.plusMonths(1);
            }
            months.add(CallMonths.MISDATED);
        });
        return months;
    }

    private static void read(PreparedStatement statement, Map<UUID, KnownCall> known) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                KnownCall call = new KnownCall(
                        rows.getObject(2, LocalDate.class),
                        rows.getInt(3),
                        rows.getLong(4),
                        rows.getLong(7),
                        rows.getObject(5, OffsetDateTime.class).toInstant(),
                        names(rows.getArray(6)));
                known.put(rows.getObject(1, UUID.class), call);
            }
        }
    }

    private static List<String> names(@Nullable Array names) throws SQLException {
        return names == null ? List.of() : List.of((String[]) names.getArray());
    }

    /** Takes the rows of calls out that stood at or before that place. */
    void takeOut(Map<UUID, KnownCall> calls, long place) throws SQLException {
        Map<LocalDate, List<UUID>> byMonth = calls.entrySet().stream()
                .collect(Collectors.groupingBy(
                        call -> call.getValue().month(), Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        try (PreparedStatement statement = connection.prepareStatement(
                "DELETE FROM call WHERE month = ? AND id = ANY (ARRAY(SELECT unnest(?::uuid[]))) AND place <= ?")) {
            for (Map.Entry<LocalDate, List<UUID>> month : byMonth.entrySet()) {
                statement.setObject(1, month.getKey());
                statement.setArray(
                        2, connection.createArrayOf("uuid", month.getValue().toArray()));
                statement.setLong(3, place);
                statement.executeUpdate();
            }
        }
    }
}

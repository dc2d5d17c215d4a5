package io.ucmbilling.calls.table;

import io.ucmbilling.store.site.CallSpan;
import io.ucmbilling.store.site.WallClockSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The statements on the table of calls. */
final class CallTable {
    /** The month of calls that no collected month holds. */
    static final LocalDate MISDATED = LocalDate.of(1, 1, 1);

    private static final String KNOWN =
            "SELECT c.id, c.month, c.version, c.digest, c.started_at, c.recordings, c.commit_number FROM"
                + " unnest(?::uuid[], ?::date[], ?::date[]) AS k (id, earliest, latest) CROSS JOIN LATERAL (SELECT *"
                + " FROM call WHERE call.id = k.id AND call.month >= k.earliest AND call.month <= k.latest OFFSET 0)"
                + " AS c";

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
        List<UUID> ids = new ArrayList<>();
        List<String> earliest = new ArrayList<>();
        List<String> latest = new ArrayList<>();
        calls.forEach((id, key) -> {
            Optional<WallClockSpan> near = anywhere.contains(id) ? Optional.empty() : CallSpan.beginning(key.session());
            ids.add(id);
            earliest.add(near.map(span -> month(span.from().toLocalDate())).orElse("-infinity"));
            latest.add(near.map(span -> month(span.until().toLocalDate())).orElse("infinity"));
            if (near.isPresent()) {
                ids.add(id);
                earliest.add(MISDATED.toString());
                latest.add(MISDATED.toString());
            }
        });
        try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            statement.setArray(2, connection.createArrayOf("date", earliest.toArray()));
            statement.setArray(3, connection.createArrayOf("date", latest.toArray()));
            return known(statement);
        }
    }

    private static String month(LocalDate day) {
        return day.withDayOfMonth(1).toString();
    }

    private static Map<UUID, KnownCall> known(PreparedStatement statement) throws SQLException {
        Map<UUID, KnownCall> known = new HashMap<>();
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
        return known;
    }

    private static List<String> names(@Nullable Array names) throws SQLException {
        return names == null ? List.of() : List.of((String[]) names.getArray());
    }

    /** Takes calls out. */
    void takeOut(Map<UUID, KnownCall> calls) throws SQLException {
        Map<LocalDate, List<UUID>> byMonth = calls.entrySet().stream()
                .collect(Collectors.groupingBy(
                        call -> call.getValue().month(), Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM call WHERE month = ? AND id = ANY (?)")) {
            for (Map.Entry<LocalDate, List<UUID>> month : byMonth.entrySet()) {
                statement.setObject(1, month.getKey());
                statement.setArray(
                        2, connection.createArrayOf("uuid", month.getValue().toArray()));
                statement.executeUpdate();
            }
        }
    }

    /** Puts calls in; their places follow each other. */
    void putIn(Collection<WrittenCall> calls) throws SQLException {
        CopyText rows = new CopyText();
        calls.forEach(call -> CallColumns.write(rows, call));
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY call (" + CallColumns.NAMES + ") FROM STDIN", new ByteArrayInputStream(rows.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

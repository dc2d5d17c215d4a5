package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.call.CallAssembly;
import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.source.CallSessions;
import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.calls.source.LegExtent;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.row.BilledLeg;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Legs of the versions of calls that one snapshot has.
 *
 * <ol>
 *   <li>Legs that came with commits behind the version are left out: the call's next version will show them.
 *   <li>If fewer are left than the version has, some were corrected since, and the correction is of a later commit. A leg keeps its
 *       number and a new one gets a higher one, so the lowest of the later ones are those; they are given as corrected.
 *   <li>One that was erased since is not given: what is erased must not be shown, whatever the version says.
 * </ol>
 *
 * <p>A single call, which can be read again a little later, is shown by {@link SingleCalls} as its version says, exactly.
 */
final class VersionLegs {
    /** Calls of a mad clock stand in a month of their own. */
    private static final String MAD_CLOCK = "0001-01-01";

    private final Connection connection;

    VersionLegs(Connection connection) {
        this.connection = connection;
    }

    /** Returns the calls, in their order, with their legs. */
    List<CallVersion> of(List<StoredCall> calls) throws SQLException {
        Map<UUID, CallKey> keys = keys(calls);
        CallSources sources = CallSources.read(
                connection, keys.values().stream().map(CallKey::site).distinct().toList());
        Map<CallKey, Set<CallKey>> sessions = sources.isJoined()
                ? new CallSessions(connection).members(keys.values())
                : alone(keys.values().stream());
        Map<CallKey, List<BilledLeg>> legs = new HashMap<>();
        read(sources, sessions, legs);
        return calls.stream()
                .map(call -> new CallVersion(call, ofVersion(call, legs.getOrDefault(keys.get(call.id()), List.of()))))
                .toList();
    }

    private static Map<CallKey, Set<CallKey>> alone(Stream<CallKey> keys) {
        Map<CallKey, Set<CallKey>> sessions = new LinkedHashMap<>();
        keys.forEach(key -> sessions.put(key, Set.of(key)));
        return sessions;
    }

    private Map<UUID, CallKey> keys(List<StoredCall> calls) throws SQLException {
        Sql sql = new Sql()
                .add("SELECT c.id, c.site, c.key FROM call AS c WHERE ")
                .addArray("c.month = ANY (?)", "date", months(calls))
                .addArray(
                        " AND c.id = ANY (?)",
                        "uuid",
                        calls.stream().map(StoredCall::id).toArray());
        Map<UUID, CallKey> keys = new HashMap<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                keys.put(rows.getObject(1, UUID.class), new CallKey(rows.getShort(2), rows.getString(3)));
            }
        }
        return keys;
    }

    private static Object[] months(List<StoredCall> calls) {
        Stream<String> months = calls.stream()
                .map(call -> Objects.requireNonNull(call.call()).times().startedAt())
                .map(start -> LocalDate.ofInstant(start, ZoneOffset.UTC)
                        .withDayOfMonth(1)
                        .toString());
        return Stream.concat(Stream.of(MAD_CLOCK), months).distinct().toArray();
    }

    /** Reads the legs of calls; if there may be more than are read at a time, of half of them after the other. */
    private static void read(CallSources sources, Map<CallKey, Set<CallKey>> calls, Map<CallKey, List<BilledLeg>> legs)
            throws SQLException {
        Map<CallKey, List<BilledLeg>> found = sources.legs(calls, LegExtent.RECORD);
        if (!sources.isCut() || calls.size() == 1) {
            legs.putAll(found);
            return;
        }
        Map<CallKey, Set<CallKey>> half = new LinkedHashMap<>();
        Map<CallKey, Set<CallKey>> rest = new LinkedHashMap<>();
        calls.forEach((call, sessions) -> (half.size() < calls.size() / 2 ? half : rest).put(call, sessions));
        read(sources, half, legs);
        read(sources, rest, legs);
    }

    static List<BilledLeg> ofVersion(StoredCall call, List<BilledLeg> legs) {
        int wanted = Objects.requireNonNull(call.call()).legs();
        List<BilledLeg> shown = new ArrayList<>(
                legs.stream().filter(leg -> leg.commit() <= call.commit()).toList());
        legs.stream()
                .filter(leg -> leg.commit() > call.commit())
                .sorted(Comparator.comparingLong(BilledLeg::number))
                .limit(Math.max(0, wanted - shown.size()))
                .forEach(shown::add);
        return shown.isEmpty() ? shown : CallAssembly.inOrder(shown);
    }
}

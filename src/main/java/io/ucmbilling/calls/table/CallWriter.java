package io.ucmbilling.calls.table;

import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.source.CallSessions;
import io.ucmbilling.calls.table.CallChanges.ChangedCall;
import io.ucmbilling.store.row.BinaryCopy;
import io.ucmbilling.store.row.BinaryRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Writing of what one batch changes.
 *
 * <ol>
 *   <li>Each changed call gets the next place and goes into one COPY.
 *   <li>Then the rows that stood there before are taken out, and the sums of usage are written.
 *   <li>A call that is gone stands among the removed ones, at its place.
 * </ol>
 */
final class CallWriter {
    private final Connection connection;
    private final CallPartitions partitions;
    private final RemovedCalls removed;

    CallWriter(Connection connection, CallPartitions partitions) {
        this.connection = connection;
        this.partitions = partitions;
        this.removed = new RemovedCalls(connection);
    }

    /** Writes all of it and returns the last place that was given out. */
    long write(CallChanges changes, FollowerLease.Locked locked) throws SQLException {
        CallSessions sessions = new CallSessions(connection);
        for (Map.Entry<CallKey, CallKey> join : changes.joins().entrySet()) {
            sessions.join(join.getKey(), join.getValue());
        }
        for (CallKey erased : changes.forgotten()) {
            sessions.forget(erased);
        }
        removed.takeOut(changes.returned());
        partitions.make(connection, months(changes));
        long last = put(changes, locked.place());
        new CallTable(connection).takeOut(kept(changes), locked.place());
        changes.usage().write(connection, locked.olderParts());
        return last;
    }

    private long put(CallChanges changes, long place) throws SQLException {
        long last = place;
        try (BinaryCopy copy = new BinaryCopy(connection, CallColumns.COPY)) {
            for (ChangedCall call : changes.changed()) {
                last++;
                ChangedCall.Content content = call.content();
                if (content != null) {
                    BinaryRow row = copy.row(CallColumns.COPY_COUNT);
                    row.uuid(call.id());
                    row.number(last);
                    row.number(content.digest());
                    row.number(content.commit());
                    row.date(content.month());
                    row.number(call.version());
                    row.encoded(content.columns());
                }
            }
            copy.end();
        }
        last = place;
        for (ChangedCall call : changes.changed()) {
            last++;
            if (call.content() == null) {
                removed.putIn(call, last);
            }
        }
        return last;
    }

    private static Set<LocalDate> months(CallChanges changes) {
        Set<LocalDate> months = new TreeSet<>();
        for (ChangedCall call : changes.changed()) {
            if (call.content() != null) {
                months.add(call.content().month());
            }
        }
        return months;
    }

    private static Map<UUID, KnownCall> kept(CallChanges changes) {
        Map<UUID, KnownCall> kept = new LinkedHashMap<>();
        for (ChangedCall call : changes.changed()) {
            if (call.before() != null) {
                kept.put(call.id(), call.before());
            }
        }
        return kept;
    }
}

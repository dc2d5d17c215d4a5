package io.ucmbilling.calls.table;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallAssembly;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.BinaryCopy;
import io.ucmbilling.store.row.BinaryRow;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Writing of the calls of one batch.
 *
 * <ol>
 *   <li>Each call is made of its legs and encoded, which also gives its digest. One with the commit and the digest that are kept
 *       has not changed for whoever sees it.
 *   <li>What has changed gets the next place and goes into one COPY, while later calls are made.
 *   <li>Then the rows that stood there before are taken out, and the sums of usage are written.
 *   <li>A call without legs is gone.
 * </ol>
 */
final class CallWriter {
    private final Connection connection;
    private final CollectedMonths collected;
    private final CallPartitions partitions;
    private final RemovedCalls gone;
    private final UsageTables usage;
    private final BinaryRow content = new BinaryRow();
    private final Map<UUID, KnownCall> out = new LinkedHashMap<>();
    private final List<GoneCall> going = new ArrayList<>();
    private Map<UUID, Integer> removed = Map.of();
    private long last;

    /** Call that has no legs any more. */
    private record GoneCall(TouchedCall call, long place, int version) {}

    CallWriter(Connection connection, CollectedMonths collected, CallPartitions partitions) {
        this.connection = connection;
        this.collected = collected;
        this.partitions = partitions;
        this.gone = new RemovedCalls(connection);
        this.usage = new UsageTables(connection);
    }

    /** Writes what has changed and returns the last place that was given out. */
    long write(List<TouchedCall> calls, long place) throws SQLException {
        last = place;
        removed = gone.takeOut(calls.stream()
                .filter(call -> call.before() == null && !call.legs().isEmpty())
                .map(TouchedCall::id)
                .toList());
        partitions.make(connection, months(calls));
        try (BinaryCopy copy = new BinaryCopy(connection, CallColumns.COPY)) {
            for (TouchedCall call : calls) {
                if (!call.legs().isEmpty()) {
                    put(call, copy);
                } else if (call.before() != null) {
                    going.add(new GoneCall(call, ++last, version(call)));
                    takeOut(call);
                }
            }
            copy.end();
        }
        new CallTable(connection).takeOut(out, place);
        for (GoneCall call : going) {
            gone.putIn(call.call().id(), call.place(), call.call().key().site(), call.version());
        }
        usage.write();
        return last;
    }

    private Set<LocalDate> months(List<TouchedCall> calls) {
        return calls.stream()
                .filter(call -> !call.legs().isEmpty())
                .map(call -> CallPartitions.month(call.legs().getFirst().startedAt(), collected))
                .collect(Collectors.toSet());
    }

    private void put(TouchedCall touched, BinaryCopy copy) throws SQLException {
        Call call = CallAssembly.of(touched.legs(), touched.settings(), touched.numbered());
        content.clear();
        CallColumns.write(content, touched.key(), call, numbered(touched.numbered(), call.recordings()));
        long digest = digest(touched.legs());
        if (touched.isKept(digest)) {
            return;
        }
        last++;
        BinaryRow row = copy.row(CallColumns.COPY_COUNT);
        row.uuid(touched.id());
        row.number(last);
        row.number(digest);
        row.number(touched.commit());
        row.date(CallPartitions.month(call.times().startedAt(), collected));
        row.number(version(touched));
        row.encoded(content);
        if (touched.before() == null) {
            usage.added(touched.key().site(), call);
        } else {
            takeOut(touched);
            usage.changed(touched.key().site(), call.times().startedAt());
        }
    }

    private void takeOut(TouchedCall call) {
        if (call.before() != null) {
            out.put(call.id(), call.before());
            usage.changed(call.key().site(), call.before().startedAt());
        }
    }

    private static List<String> numbered(List<String> before, List<CallRecording> recordings) {
        List<String> names = new ArrayList<>(before);
        recordings.stream()
                .filter(recording -> recording.number() > before.size())
                .forEach(recording -> names.add(recording.name()));
        return names;
    }

    /** Returns the digest of a call as it is encoded, and of its legs: a leg's own covers its reading and its record. */
    private long digest(List<BilledLeg> legs) {
        ByteBuffer ofLegs = ByteBuffer.allocate(Long.BYTES * legs.size());
        legs.forEach(leg -> ofLegs.putLong(leg.digest()));
        CRC32C one = new CRC32C();
        one.update(content.array(), 0, content.length());
        one.update(ofLegs.array());
        CRC32 other = new CRC32();
        other.update(content.array(), 0, content.length());
        other.update(ofLegs.array());
        return one.getValue() << 32 | other.getValue();
    }

    /** Returns the version that a change makes: one more for each commit, also if the call was removed meanwhile. */
    private int version(TouchedCall call) {
        int before = call.before() == null
                ? removed.getOrDefault(call.id(), 0)
                : call.before().version();
        return before + Math.max(1, call.commits());
    }
}

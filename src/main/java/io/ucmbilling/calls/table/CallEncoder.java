package io.ucmbilling.calls.table;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallAssembly;
import io.ucmbilling.calls.call.CallRecording;
import io.ucmbilling.calls.table.CallChanges.ChangedCall;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.row.BilledLeg;
import io.ucmbilling.store.row.BinaryRow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Making of calls of their legs. Each is encoded as a row, which also gives its digest. One with the commit and the digest that are
 * kept has not changed for whoever sees it. A call without legs is gone.
 */
final class CallEncoder {
    private final CollectedMonths collected;
    private final Map<UUID, RemovedCall> removed;
    private final CallChanges changes;
    private final BinaryRow columns = new BinaryRow();

    /**
     * @param removed what is left of calls that are gone
     * @param changes takes what has changed
     */
    CallEncoder(CollectedMonths collected, Map<UUID, RemovedCall> removed, CallChanges changes) {
        this.collected = collected;
        this.removed = removed;
        this.changes = changes;
    }

    void make(TouchedCall touched) {
        KnownCall before = touched.before();
        short site = touched.key().site();
        if (touched.legs().isEmpty()) {
            if (before != null) {
                changes.changed().add(new ChangedCall(touched.id(), site, before, version(touched), null));
                changes.usage().changed(site, before.startedAt());
            }
            return;
        }
        List<String> numbered = touched.before() == null ? removed(touched).numbered() : touched.numbered();
        Call call = CallAssembly.of(touched.legs(), touched.settings(), numbered);
        columns.clear();
        CallColumns.write(columns, touched.key(), call, numbered(numbered, call.recordings()));
        long digest = digest(touched.legs());
        if (!touched.isKept(digest)) {
            ChangedCall.Content content = new ChangedCall.Content(
                    digest,
                    touched.commit(),
                    CallPartitions.month(call.times().startedAt(), collected),
                    Arrays.copyOf(columns.array(), columns.length()));
            changes.changed().add(new ChangedCall(touched.id(), site, before, version(touched), content));
            sumUp(site, before, call);
        }
    }

    private void sumUp(short site, @Nullable KnownCall before, Call call) {
        if (before == null) {
            changes.usage().added(site, call);
        } else {
            changes.usage().changed(site, before.startedAt());
            changes.usage().changed(site, call.times().startedAt());
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
        one.update(columns.array(), 0, columns.length());
        one.update(ofLegs.array());
        CRC32 other = new CRC32();
        other.update(columns.array(), 0, columns.length());
        other.update(ofLegs.array());
        return one.getValue() << 32 | other.getValue();
    }

    private RemovedCall removed(TouchedCall call) {
        return removed.getOrDefault(call.id(), RemovedCall.NONE);
    }

    /** Returns the version that a change makes: one more for each commit, also if the call was removed meanwhile. */
    private int version(TouchedCall call) {
        int before =
                call.before() == null ? removed(call).version() : call.before().version();
        return before + Math.max(1, call.commits());
    }
}

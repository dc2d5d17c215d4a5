package io.ucmbilling.calls.table;

import io.ucmbilling.calls.call.PbxSettings;
import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.store.row.BilledLeg;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Call of a batch that may have changed.
 *
 * @param before null: it is not kept
 * @param legs in their order; empty: it has none any more
 * @param erased whether legs of it were erased since: what it showed before is forgotten
 * @param commits how many storing transactions changed it since
 */
record TouchedCall(
        UUID id,
        CallKey key,
        @Nullable KnownCall before,
        List<BilledLeg> legs,
        PbxSettings settings,
        boolean erased,
        int commits) {

    /** Returns the latest of the storing transactions whose legs it shows. */
    long commit() {
        return legs.stream().mapToLong(BilledLeg::commit).max().orElse(0);
    }

    /** Returns the names of all recordings that had a number before, number 1 first; none if legs were erased. */
    List<String> numbered() {
        return before == null || erased ? List.of() : before.recordings();
    }

    /** Tells whether all that is shown is as it is kept, even if it was another meanwhile. */
    boolean isKept(long digest) {
        return before != null && before.digest() == digest && before.commit() == commit();
    }
}

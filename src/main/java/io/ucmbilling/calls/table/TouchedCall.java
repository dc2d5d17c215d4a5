package io.ucmbilling.calls.table;

import io.ucmbilling.calls.call.PbxSettings;
import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.store.row.BilledLeg;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Call of a batch that may have changed.
 *
 * @param before null: it is not kept
 * @param legs in their order; empty: it has none any more
 * @param erased whether legs of it were erased since: what it showed of them is forgotten
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
    /** Stands for the name of a recording that was erased; its number stays (rule C8). */
    static final String ERASED_NAME = "";

    /** Returns the latest of the storing transactions whose legs it shows. */
    long commit() {
        return legs.stream().mapToLong(BilledLeg::commit).max().orElse(0);
    }

    /**
     * Returns the names of all recordings that had a number before, number 1 first. If legs were erased, names that none of those left
     * has are too.
     */
    List<String> numbered() {
        if (before == null) {
            return List.of();
        }
        if (!erased) {
            return before.recordings();
        }
        Set<String> left = new HashSet<>();
        legs.forEach(leg -> left.addAll(LegReader.recordingNames(leg.raw())));
        return before.recordings().stream()
                .map(name -> left.contains(name) ? name : ERASED_NAME)
                .toList();
    }

    /** Tells whether all that is shown is as it is kept, even if it was another meanwhile. */
    boolean isKept(long digest) {
        return before != null && before.digest() == digest && before.commit() == commit();
    }
}

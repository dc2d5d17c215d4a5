package io.ucmbilling.calls.table;

import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.sums.UsageTables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that the stale calls of one batch change, ready to be written in one transaction.
 *
 * @param stale the notes that this settles
 * @param calls all calls that were made, changed or not
 * @param joins sessions that join a call, by session
 * @param forgotten calls that were erased, of which it is forgotten which sessions have joined them
 * @param changed in the order of the feed
 * @param returned calls that come again after they were removed
 * @param usage what changes of the sums
 */
record CallChanges(
        List<StaleCall> stale,
        Set<CallKey> calls,
        Map<CallKey, CallKey> joins,
        Set<CallKey> forgotten,
        List<ChangedCall> changed,
        Set<UUID> returned,
        UsageTables usage) {
    /**
     * Call that is not as it is kept, ready to be written.
     *
     * @param site its site's number
     * @param before what is kept of it; null: nothing
     * @param version the one that it now gets
     * @param content null: it is gone
     */
    record ChangedCall(
            UUID id,
            short site,
            @Nullable KnownCall before,
            int version,
            @Nullable Content content) {

        /**
         * What a call is now.
         *
         * @param digest of all that is shown of the call and its legs, raw fields included
         * @param commit the latest of the storing transactions whose legs it shows
         * @param month see {@code call.month}
         * @param columns the other columns, see {@link CallColumns}
         */
        record Content(long digest, long commit, LocalDate month, byte[] columns) {}
    }

    /** Begins a batch that changes nothing so far. */
    CallChanges(List<StaleCall> stale) {
        this(
                stale,
                new HashSet<>(),
                new HashMap<>(),
                new HashSet<>(),
                new ArrayList<>(),
                new HashSet<>(),
                new UsageTables());
    }

    /** Returns the numbers of the notes. */
    Long[] notes() {
        return stale.stream().map(StaleCall::number).toArray(Long[]::new);
    }
}

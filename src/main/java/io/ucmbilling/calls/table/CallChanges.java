package io.ucmbilling.calls.table;

import io.ucmbilling.calls.source.CallKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

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

package io.ucmbilling.calls.table;

import io.ucmbilling.calls.call.CallAssembly;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.source.CallSessions;
import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.calls.source.LegExtent;
import io.ucmbilling.contract.Excerpt;
import io.ucmbilling.store.row.BilledLeg;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stale calls of one batch, with all that they are made of. Sessions become calls (see {@link CallSessions}). The legs of these
 * calls are read, and what is kept of the calls.
 */
final class CallBatch {
    /** Stale calls that are taken at a time, at most. */
    static final int MOST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(CallBatch.class);

    /** Tells that the legs of a batch are too many to be read at a time. Fewer calls may have few enough. */
    static final class TooManyLegsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyLegsException() {
            super(null, null, false, false);
        }
    }

    private static final int MOST_TOLD = 1_000;

    private final Connection connection;
    private final Set<CallKey> told;
    private final CallSessions sessions;
    private final CallTable table;
    private final Map<CallKey, Set<Long>> commits = new LinkedHashMap<>();

    /** @param told the calls of which it was told that they have too many legs */
    CallBatch(Connection connection, Set<CallKey> told) {
        this.connection = connection;
        this.told = told;
        this.sessions = new CallSessions(connection);
        this.table = new CallTable(connection);
    }

    /**
     * Reads the calls that may have changed, in the order in which they became stale.
     *
     * @throws TooManyLegsException if there are several calls, with more legs together than {@link CallSources#MOST_LEGS}
     */
    List<TouchedCall> touched(List<StaleCall> stale) throws SQLException {
        CallSources sources = CallSources.read(
                connection, stale.stream().map(one -> one.key().site()).collect(Collectors.toSet()));
        Map<CallKey, Set<CallKey>> calls = calls(stale, sources);
        Map<UUID, CallKey> ids = new LinkedHashMap<>();
        calls.keySet().forEach(key -> ids.put(CallId.of(sources.name(key.site()), key.session()), key));
        Map<UUID, KnownCall> known = table.known(ids, anywhere(ids, calls, sources));
        Map<CallKey, List<BilledLeg>> legs = sources.legs(calls, LegExtent.CALL);
        if (sources.isCut()) {
            if (calls.size() > 1) {
                throw new TooManyLegsException();
            }
            tell(calls.keySet().iterator().next(), sources);
        }
        List<TouchedCall> touched = new ArrayList<>();
        ids.forEach((id, key) -> {
            List<BilledLeg> ofCall = legs.getOrDefault(key, List.of());
            int changes = commits.getOrDefault(key, Set.of()).size();
            touched.add(new TouchedCall(
                    id, key, known.get(id), CallAssembly.inOrder(ofCall), sources.settings(key.site()), changes));
        });
        return touched;
    }

    /** Warns of a call with too many legs, once in a process. */
    private void tell(CallKey key, CallSources sources) {
        if (told.size() < MOST_TOLD && told.add(key)) {
            LOG.warn(
                    "site {}: found a call of more than {} legs, in session {}, expected fewer: it is made of the"
                            + " first",
                    sources.name(key.site()),
                    CallSources.MOST_LEGS,
                    Excerpt.masked(key.session()));
        }
    }

    /** Returns those that may be kept in any month, whatever their key begins with. */
    private static Set<UUID> anywhere(Map<UUID, CallKey> ids, Map<CallKey, Set<CallKey>> calls, CallSources sources) {
        Set<UUID> anywhere = new HashSet<>();
        ids.forEach((id, key) -> {
            boolean joined = Objects.requireNonNull(calls.get(key)).size() > 1;
            if (joined || sources.isScattered(key.site())) {
                anywhere.add(id);
            }
        });
        return anywhere;
    }

    /** Returns the touched calls with all their sessions, and counts the commits that touched each. */
    private Map<CallKey, Set<CallKey>> calls(List<StaleCall> stale, CallSources sources) throws SQLException {
        Map<CallKey, CallKey> keys = new HashMap<>();
        if (sources.isJoined()) {
            keys.putAll(sessions.keys(stale.stream().map(StaleCall::key).collect(Collectors.toSet())));
        }
        join(stale, keys, sources);
        Set<CallKey> calls = new LinkedHashSet<>();
        for (StaleCall one : stale) {
            CallKey call = keys.getOrDefault(one.key(), one.key());
            calls.add(call);
            if (one.commit() > 0) {
                commits.computeIfAbsent(call, key -> new HashSet<>()).add(one.commit());
            }
        }
        return sources.isJoined() || !keys.isEmpty() ? sessions.members(calls) : alone(calls);
    }

    /** Returns each call with its own session. */
    private static Map<CallKey, Set<CallKey>> alone(Set<CallKey> calls) {
        Map<CallKey, Set<CallKey>> alone = new LinkedHashMap<>();
        calls.forEach(call -> alone.put(call, Set.of(call)));
        return alone;
    }

    /** Lets sessions join the calls of their uniqueid. One that has a call of its own keeps it. */
    private void join(List<StaleCall> stale, Map<CallKey, CallKey> keys, CallSources sources) throws SQLException {
        Map<UUID, CallKey> joining = new LinkedHashMap<>();
        for (StaleCall one : stale) {
            if (one.former() != null && !keys.containsKey(one.key())) {
                joining.put(CallId.of(sources.name(one.key().site()), one.key().session()), one.key());
            }
        }
        if (joining.isEmpty()) {
            return;
        }
        table.known(joining, joining.keySet()).keySet().forEach(joining::remove);
        Set<CallKey> free = new HashSet<>(joining.values());
        for (StaleCall one : stale) {
            if (one.former() != null && free.remove(one.key())) {
                CallKey call = new CallKey(one.key().site(), one.former());
                sessions.join(one.key(), call);
                keys.put(one.key(), call);
            }
        }
    }
}

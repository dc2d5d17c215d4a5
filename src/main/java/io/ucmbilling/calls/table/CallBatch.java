package io.ucmbilling.calls.table;

import io.ucmbilling.calls.call.CallAssembly;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.source.CallKey;
import io.ucmbilling.calls.source.CallSessions;
import io.ucmbilling.calls.source.CallSources;
import io.ucmbilling.calls.source.LegExtent;
import io.ucmbilling.contract.Excerpt;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.row.BilledLeg;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stale calls of one batch, made of all that they depend on. Sessions become calls (see {@link CallSessions}). The legs of these
 * calls are read, and what is kept of the calls. All is read in one snapshot, and nothing is written.
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

    /** Tells that a batch depends on the one that is being written. It can be read when that is written. */
    static final class DependentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DependentException() {
            super(null, null, false, false);
        }
    }

    private static final int MOST_TOLD = 1_000;

    private final Connection connection;
    private final Set<CallKey> told;
    private final CallSessions sessions;
    private final CallTable table;
    private final CallChanges changes;
    private final Map<CallKey, Set<Long>> commits = new LinkedHashMap<>();
    private final Set<CallKey> erased = new HashSet<>();

    /** @param told the calls of which it was told that they have too many legs */
    CallBatch(Connection connection, List<StaleCall> stale, Set<CallKey> told) {
        this.connection = connection;
        this.told = told;
        this.changes = new CallChanges(stale);
        this.sessions = new CallSessions(connection);
        this.table = new CallTable(connection);
    }

    /**
     * Makes the calls in the order in which they became stale, and returns what changes by that.
     *
     * @param writing calls that are being written, which must be none of these
     * @throws TooManyLegsException if there are several calls, with more legs together than {@link CallSources#MOST_LEGS}
     * @throws DependentException if what is being written may change what is read here
     */
    CallChanges changes(Set<CallKey> writing, CollectedMonths collected) throws SQLException {
        List<TouchedCall> touched = touched(writing);
        List<UUID> unknown = touched.stream()
                .filter(call -> call.before() == null && !call.legs().isEmpty())
                .map(TouchedCall::id)
                .toList();
        Map<UUID, RemovedCall> removed = new RemovedCalls(connection).of(unknown);
        changes.returned().addAll(removed.keySet());
        CallEncoder encoder = new CallEncoder(collected, removed, changes);
        touched.forEach(encoder::make);
        return changes;
    }

    private List<TouchedCall> touched(Set<CallKey> writing) throws SQLException {
        CallSources sources = CallSources.read(
                connection,
                changes.stale().stream().map(one -> one.key().site()).collect(Collectors.toSet()));
        Map<CallKey, Set<CallKey>> calls = calls(sources);
        changes.calls().addAll(calls.keySet());
        if (!writing.isEmpty() && (mayJoin(sources) || !Collections.disjoint(writing, calls.keySet()))) {
            throw new DependentException();
        }
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
        for (CallKey key : erased) {
            if (!legs.containsKey(key)) {
                changes.forgotten().add(key);
            }
        }
        List<TouchedCall> touched = new ArrayList<>();
        ids.forEach((id, key) -> {
            List<BilledLeg> ofCall = legs.getOrDefault(key, List.of());
            int changes = commits.getOrDefault(key, Set.of()).size();
            touched.add(new TouchedCall(
                    id,
                    key,
                    known.get(id),
                    CallAssembly.inOrder(ofCall),
                    sources.settings(key.site()),
                    erased.contains(key),
                    changes));
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

    /** Returns whether which sessions make a call may depend on other calls. */
    private boolean mayJoin(CallSources sources) {
        return sources.isJoined() || changes.stale().stream().anyMatch(one -> one.former() != null);
    }

    /** Returns the touched calls with all their sessions, and counts the commits that touched each. */
    private Map<CallKey, Set<CallKey>> calls(CallSources sources) throws SQLException {
        Map<CallKey, CallKey> keys = new HashMap<>();
        if (sources.isJoined()) {
            keys.putAll(sessions.keys(changes.stale().stream()
                    .flatMap(one -> Stream.concat(Stream.of(one.key()), one.formerCall().stream()))
                    .collect(Collectors.toSet())));
        }
        join(keys, sources);
        Map<CallKey, Set<CallKey>> calls = new LinkedHashMap<>();
        for (StaleCall one : changes.stale()) {
            CallKey call = keys.getOrDefault(one.key(), one.key());
            calls.putIfAbsent(call, Set.of(call));
            if (one.erased()) {
                erased.add(call);
            }
            if (one.commit() > 0) {
                commits.computeIfAbsent(call, key -> new HashSet<>()).add(one.commit());
            }
        }
        if (!keys.isEmpty() || sources.isJoined()) {
            calls = sessions.members(calls.keySet());
            for (Map.Entry<CallKey, CallKey> join : changes.joins().entrySet()) {
                Objects.requireNonNull(calls.get(join.getValue())).add(join.getKey());
            }
        }
        return calls;
    }

    /** Lets sessions join the calls of their uniqueid. One that has a call of its own keeps it. */
    private void join(Map<CallKey, CallKey> keys, CallSources sources) throws SQLException {
        Map<UUID, CallKey> joining = new LinkedHashMap<>();
        for (StaleCall one : changes.stale()) {
            if (one.former() != null && !keys.containsKey(one.key())) {
                joining.put(CallId.of(sources.name(one.key().site()), one.key().session()), one.key());
            }
        }
        if (joining.isEmpty()) {
            return;
        }
        table.known(joining, joining.keySet()).keySet().forEach(joining::remove);
        Set<CallKey> free = new HashSet<>(joining.values());
        Map<CallKey, CallKey> formers = new LinkedHashMap<>();
        for (StaleCall one : changes.stale()) {
            one.formerCall()
                    .filter(former -> free.remove(one.key()))
                    .ifPresent(former -> formers.put(one.key(), former));
        }
        formers.keySet().forEach(session -> {
            CallKey call = last(session, formers);
            call = keys.getOrDefault(call, call);
            if (!call.equals(session)) {
                changes.joins().put(session, call);
                keys.put(session, call);
            }
        });
    }

    /** Follows from a session to its former one, and from that to its own. Those that name each other end where they began. */
    private static CallKey last(CallKey session, Map<CallKey, CallKey> formers) {
        Set<CallKey> passed = new HashSet<>();
        CallKey at = session;
        while (passed.add(at)) {
            at = formers.getOrDefault(at, at);
        }
        return at;
    }
}

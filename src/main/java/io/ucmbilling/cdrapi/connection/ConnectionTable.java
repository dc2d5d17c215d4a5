package io.ucmbilling.cdrapi.connection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.cdrapi.connection.PeerConnection.Origin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Table of one listener's connections, and who may join them. A newcomer is looked at in this order:
 *
 * <ol>
 *   <li>the gateway itself, announced by {@link #expect}: let in, not counted;
 *   <li>a peer that no export permits: let in as far as {@link StrangerQuota} goes;
 *   <li>a permitted peer whose address has as many as one may have: let in if another of that address makes room;
 *   <li>a permitted peer while the listener has as many as it may have: let in if any other makes room.
 * </ol>
 *
 * <p>Room is made by a connection that waits for its peer: the oldest that never sent a byte, else the oldest of the address that
 * has most. So silent peers, however many, keep no client out. What was told to end and has not ended yet still has its
 * memory: no more than {@value #ENDING} are told at one time, and the acceptor waits a moment for them. That holds back the kernel's
 * queue of newcomers too, which keeps its order.
 */
final class ConnectionTable {
    private static final int ENDING = 64;
    private static final long MOMENT_MILLIS = 500;

    private final ConnectionLimits limits;
    private final PeerAdmission admission;
    private final Map<CloseReason, Counter> closed;
    private final Set<PeerConnection> open = new LinkedHashSet<>();
    private final PermittedConnections permitted = new PermittedConnections();
    private final Set<PeerConnection> ending = new HashSet<>();
    private final Set<InetSocketAddress> expected = new HashSet<>();
    private final StrangerQuota strangers = new StrangerQuota(System.nanoTime());

    ConnectionTable(String listener, ConnectionLimits limits, PeerAdmission admission, MeterRegistry meters) {
        this.limits = limits;
        this.admission = admission;
        this.closed = CloseReason.counters(listener, meters);
        Gauge.builder("gateway.exports.connections", this, ConnectionTable::size)
                .description("Connections that a listener has now")
                .tag("listener", listener)
                .register(meters);
    }

    private synchronized int size() {
        return open.size();
    }

    /** Announces a connection of the gateway itself, by the address it will come from. */
    synchronized void expect(InetSocketAddress self) {
        expected.add(self);
    }

    /** Takes back what was announced. */
    synchronized void forget(InetSocketAddress self) {
        expected.remove(self);
    }

    /** Lets a newcomer in; null: it is to be closed at once. {@link #remove} must follow if it is let in. */
    synchronized @Nullable PeerConnection admit(SocketChannel socket, InetSocketAddress from) {
        InetAddress peer = from.getAddress();
        if (expected.remove(from)) {
            return add(socket, peer, Origin.SELF);
        }
        if (!admission.permitted().test(peer)) {
            if (strangers.enter(peer, System.nanoTime())) {
                return add(socket, peer, Origin.STRANGER);
            }
            admission.denied().accept(peer);
            return refuse(CloseReason.NOT_PERMITTED);
        }
        if (permitted.of(peer) >= limits.ofOnePeer() && !makeRoom(peer)) {
            return refuse(CloseReason.PEER_LIMIT);
        }
        if (permitted.total() >= limits.atOneTime() && !makeRoom(null)) {
            return refuse(CloseReason.LISTENER_LIMIT);
        }
        PeerConnection connection = add(socket, peer, Origin.PERMITTED);
        permitted.add(connection);
        return connection;
    }

    private PeerConnection add(SocketChannel socket, InetAddress peer, Origin origin) {
        PeerConnection connection = new PeerConnection(socket, peer, origin, limits);
        open.add(connection);
        return connection;
    }

    private @Nullable PeerConnection refuse(CloseReason reason) {
        count(reason);
        return null;
    }

    /**
     * Ends one connection so that another can come in.
     *
     * @param peer whose connection is to end; null: anybody's
     */
    private boolean makeRoom(@Nullable InetAddress peer) {
        PeerConnection dispensable = awaitEnds() ? permitted.dispensable(peer) : null;
        if (dispensable == null) {
            return false;
        }
        end(dispensable, CloseReason.MADE_ROOM);
        return true;
    }

    /** Returns whether fewer than {@link #ENDING} are ending, now or in a moment. */
    private boolean awaitEnds() {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOMENT_MILLIS);
        try {
            while (ending.size() >= ENDING) {
                long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    synchronized void remove(PeerConnection connection) {
        if (!open.remove(connection)) {
            return;
        }
        if (connection.origin() == Origin.STRANGER) {
            strangers.leave(connection.peer);
        }
        if (ending.remove(connection)) {
            notifyAll();
        } else {
            permitted.remove(connection);
        }
    }

    /** Ends the connections whose time is over. */
    void endOverdue() {
        long now = System.nanoTime();
        for (PeerConnection connection : all()) {
            CloseReason reason = connection.overdue(now);
            if (reason != null) {
                endOnce(connection, reason);
            }
        }
    }

    /** Returns whether a request or an answer is under way on any. */
    boolean isBusy() {
        return all().stream()
                .anyMatch(
                        connection -> connection.heard && connection.deadline().isBusy());
    }

    private synchronized List<PeerConnection> all() {
        return List.copyOf(open);
    }

    private synchronized void endOnce(PeerConnection connection, CloseReason reason) {
        if (open.contains(connection) && !ending.contains(connection)) {
            end(connection, reason);
        }
    }

    private void end(PeerConnection connection, CloseReason reason) {
        ending.add(connection);
        permitted.remove(connection);
        count(reason);
        connection.shut(reason == CloseReason.ANSWER_TIMEOUT);
    }

    private void count(CloseReason reason) {
        Objects.requireNonNull(closed.get(reason)).increment();
    }
}

package io.ucmbilling.cdrapi.connection;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections of permitted peers that are not ending: how many there are, and which one can make room. */
final class PermittedConnections {
    private final Set<PeerConnection> open = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> ofPeer = new HashMap<>();

    int total() {
        return open.size();
    }

    int of(InetAddress peer) {
        return ofPeer.getOrDefault(peer, 0);
    }

    void add(PeerConnection connection) {
        open.add(connection);
        ofPeer.merge(connection.peer, 1, Integer::sum);
    }

    void remove(PeerConnection connection) {
        if (open.remove(connection)) {
            ofPeer.computeIfPresent(connection.peer, (_, count) -> count == 1 ? null : count - 1);
        }
    }

    /**
     * Returns the connection to end so that another can come in: of those that wait for their peer the oldest that never
     * sent a byte, else the oldest of the address that has most.
     *
     * @param peer whose connection is to end; null: anybody's
     */
    @Nullable
    PeerConnection dispensable(@Nullable InetAddress peer) {
        PeerConnection dearest = null;
        for (PeerConnection one : open) {
            if (!one.deadline().isWaiting() || (peer != null && !peer.equals(one.peer))) {
                continue;
            }
            if (!one.heard) {
                return one;
            }
            dearest = dearest == null || of(one.peer) > of(dearest.peer) ? one : dearest;
        }
        return dearest;
    }
}

package io.ucmbilling.cdrapi.connection;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Quota of peers that no export permits, who are told 403 (contract S1.2): so few at one time, and so few a second, that
 * they cost nothing that matters.
 *
 * <ol>
 *   <li>Sixteen at one time, four of one address.
 *   <li>Twenty a second for long, 64 at once after a pause.
 * </ol>
 *
 * <p>Guarded by {@link ConnectionTable}.
 */
final class StrangerQuota {
    private static final int AT_ONE_TIME = 16;
    private static final int OF_ONE_PEER = 4;
    private static final int A_SECOND = 20;
    private static final int AT_ONCE = 64;
    private static final double NANOS = 1e9;

    private final List<InetAddress> present = new ArrayList<>();
    private double left = AT_ONCE;
    private long countedAt;

    StrangerQuota(long now) {
        this.countedAt = now;
    }

    /** Returns whether that stranger may come in. {@link #leave} must follow if so. */
    boolean enter(InetAddress peer, long now) {
        left = Math.min(AT_ONCE, left + (now - countedAt) / NANOS * A_SECOND);
        countedAt = now;
        long same = present.stream().filter(peer::equals).count();
        if (left < 1 || present.size() >= AT_ONE_TIME || same >= OF_ONE_PEER) {
            return false;
        }
        left--;
        return present.add(peer);
    }

    void leave(InetAddress peer) {
        present.remove(peer);
    }
}

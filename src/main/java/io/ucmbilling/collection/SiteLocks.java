package io.ucmbilling.collection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

/** One lock a site over all replicas, in the same PostgreSQL (ShedLock), by the database's clock. */
final class SiteLocks {
    private final LockProvider locks;
    private final Duration lease;
    private final Clock clock;

    SiteLocks(LockProvider locks, Duration lease, Clock clock) {
        this.locks = locks;
        this.lease = lease;
        this.clock = clock;
    }

    /** The site's lock, if nobody holds it. */
    Optional<Held> take(String site) {
        return locks.lock(new LockConfiguration(clock.instant(), "collection:" + site, lease, Duration.ZERO))
                .map(Held::new);
    }

    /** A lock that is held until it is released or not extended in time. */
    final class Held {
        private SimpleLock lock;
        private Instant extendedAt = clock.instant();
        private volatile boolean held = true;

        private Held(SimpleLock lock) {
            this.lock = lock;
        }

        boolean isHeld() {
            return held;
        }

        /** Holds it for another lease, when a third of the last one has gone by. */
        synchronized void extend() {
            Instant now = clock.instant();
            if (!held || now.isBefore(extendedAt.plus(lease.dividedBy(3)))) {
                return;
            }
            extendedAt = now;
            Optional<SimpleLock> extended = lock.extend(lease, Duration.ZERO);
            held = extended.isPresent();
            extended.ifPresent(longer -> lock = longer);
        }

        synchronized void release() {
            if (held) {
                held = false;
                lock.unlock();
            }
        }
    }
}

package io.ucmbilling.store.database;

import java.util.Map;
import net.javacrumbs.shedlock.core.SimpleLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock that this process holds, until it is given back or a beat did not renew it. */
final class HeldLock implements Locks.Held {
    private static final Logger LOG = LoggerFactory.getLogger(HeldLock.class);

    private final String name;
    private final SimpleLock lock;
    private final Map<String, HeldLock> held;
    private volatile boolean lost;

    /** @param held all that this process holds, by name */
    HeldLock(String name, SimpleLock lock, Map<String, HeldLock> held) {
        this.name = name;
        this.lock = lock;
        this.held = held;
    }

    @Override
    public boolean isHeld() {
        return !lost;
    }

    /** Notes that a beat did not renew the lock. Does nothing if it was given back meanwhile. */
    void lose() {
        if (held.remove(name, this)) {
            lost = true;
            LOG.warn("lock {}: not renewed in time; another replica may have taken it", name);
        }
    }

    @Override
    public void close() {
        if (held.remove(name, this)) {
            lock.unlock();
        }
    }
}

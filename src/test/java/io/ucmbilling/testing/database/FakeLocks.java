package io.ucmbilling.testing.database;

import io.ucmbilling.store.database.Locks;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Locks in memory: this replica's, and those that a test gives to another one. */
public final class FakeLocks implements Locks {
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Set<String> elsewhere = ConcurrentHashMap.newKeySet();
    private final Set<String> preferredElsewhere = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tries = new AtomicInteger();
    private volatile @Nullable Error error;
    private volatile boolean joined;

    /** Names of the locks that are held here. */
    public Set<String> held() {
        return Set.copyOf(held);
    }

    /** How often a lock was asked for. */
    public int tries() {
        return tries.get();
    }

    /** Another replica takes it. */
    public void takenElsewhere(String name) {
        elsewhere.add(name);
    }

    /** From now on another replica is to have it. */
    public void preferredElsewhere(String name) {
        preferredElsewhere.add(name);
    }

    /** From now on this one is to have it again. */
    public void preferredHere(String name) {
        preferredElsewhere.remove(name);
    }

    /** Whether this replica is known to the others. */
    public boolean isJoined() {
        return joined;
    }

    /** From now on nobody can take any. */
    public void breakWith(Error error) {
        this.error = error;
    }

    /** The other one gives it back, and that is seen. */
    public void freeElsewhere(String name) {
        elsewhere.remove(name);
        refused.remove(name);
    }

    @Override
    public Optional<Held> take(String name) {
        tries.incrementAndGet();
        Error broken = error;
        if (broken != null) {
            throw broken;
        }
        if (elsewhere.contains(name) || !held.add(name)) {
            refused.add(name);
            return Optional.empty();
        }
        return Optional.of(new Held() {
            @Override
            public boolean isHeld() {
                return held.contains(name);
            }

            @Override
            public void close() {
                held.remove(name);
            }
        });
    }

    @Override
    public void join() {
        joined = true;
    }

    @Override
    public void leave() {
        joined = false;
    }

    @Override
    public boolean isPreferred(String name) {
        return !preferredElsewhere.contains(name);
    }

    @Override
    public int liveReplicas() {
        return joined ? 1 : 0;
    }

    @Override
    public boolean isHeldElsewhere(String name) {
        return refused.contains(name);
    }
}

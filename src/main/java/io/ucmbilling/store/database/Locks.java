package io.ucmbilling.store.database;

import java.util.Optional;

/**
 * Locks by name, each held by one replica at a time. Whoever holds one may work. What that work writes is fenced by
 * itself, since a lock may run out while its holder is paused. All methods may be called from several threads.
 */
public interface Locks {

    /**
     * Takes the lock, if nobody holds it. One that was refused is refused again without asking, until a look of this replica's
     * finds it free.
     *
     * @throws RuntimeException if the database does not answer: a DataAccessException, a TransactionException or ShedLock's
     *     LockException
     */
    Optional<Held> take(String name);

    /** Returns whether the lock was refused and has not been found free since. */
    boolean isHeldElsewhere(String name);

    /**
     * Makes this replica known to the others, as one of those over which locks are spread, and learns of them. Does nothing if it is
     * known. If the database does not answer, it is made known as soon as it does.
     */
    void join();

    /** Makes it known that this replica will take no more locks. The others do not wait for it. */
    void leave();

    /**
     * Returns whether this is the replica that is to have the lock, of all that live: a preference, which others may have to pass over.
     * None is as long as this replica does not know the others.
     */
    boolean isPreferred(String name);

    /** Returns how many replicas are known to live, this one included; 0: not known. */
    int liveReplicas();

    /** A lock that this replica holds until it is closed or lost. To be closed once. */
    interface Held extends AutoCloseable {

        /** Returns false as soon as this replica knows that the lock ran out. */
        boolean isHeld();

        /**
         * Gives it back. Does nothing if it was lost.
         *
         * @throws RuntimeException as {@link Locks#take}; then it runs out by itself
         */
        @Override
        void close();
    }
}

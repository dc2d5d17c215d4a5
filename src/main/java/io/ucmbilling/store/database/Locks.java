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

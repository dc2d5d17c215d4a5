package io.ucmbilling.store.database;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Rendezvous hashing: which of the replicas that live is to have a lock. All who know the same replicas come to the same result, without
 * a word to each other.
 *
 * <ol>
 *   <li>The weight of a lock at a replica is a hash of both names, so each pair has a weight of its own.
 *   <li>The replica with the highest weight is to have the lock. So each has about as many, whatever the names are.
 *   <li>If a replica comes, it is to have those at which its weight is above all others: about as many from each, and none moves between
 *       two others. If it goes, these alone move, to the one that is next at each.
 * </ol>
 */
final class Rendezvous {
    /** Stands in no name of a lock. */
    private static final char BETWEEN = '\n';

    private Rendezvous() {}

    /** Returns the replica that is to have the lock; empty: there are no replicas. */
    static Optional<String> of(String lock, Collection<String> replicas) {
        return replicas.stream()
                .max(Comparator.comparingLong((String replica) -> weight(lock, replica))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static long weight(String lock, String replica) {
        return MurmurHash3.hash128x64((lock + BETWEEN + replica).getBytes(StandardCharsets.UTF_8))[0];
    }
}

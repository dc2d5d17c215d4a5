package io.ucmbilling.recording.cache;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The digests of erased recordings, in eight bytes each: that two recordings of a fleet have these in common does not happen. Safe for use
 * by several threads.
 */
final class ErasedDigests {
    private final Set<String> sites = ConcurrentHashMap.newKeySet();
    private volatile long[] sorted = {};

    synchronized void add(Collection<CacheKey> keys) {
        long[] known = sorted;
        long[] added = keys.stream()
                .mapToLong(ErasedDigests::beginning)
                .distinct()
                .filter(digest -> Arrays.binarySearch(known, digest) < 0)
                .toArray();
        long[] all = Arrays.copyOf(known, known.length + added.length);
        System.arraycopy(added, 0, all, known.length, added.length);
        Arrays.sort(all);
        sorted = all;
        keys.forEach(key -> sites.add(key.site()));
    }

    boolean contains(CacheKey key) {
        return key.kind() == CacheKey.Kind.RECORDING && Arrays.binarySearch(sorted, beginning(key)) >= 0;
    }

    /** Returns whether any recording of the site was erased. */
    boolean hasAny(String site) {
        return sites.contains(site);
    }

    private static long beginning(CacheKey key) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(key.digest())).getLong();
    }
}

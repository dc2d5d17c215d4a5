package io.ucmbilling.recording.cache;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The list in memory of what the cache has, the least recently used first. It counts how many bytes of the bound are taken: by
 * whole files, by space reserved for those on their way here, and by parts of other replicas. Files are deleted by the caller.
 */
final class CacheIndex {
    private final long most;
    private final Map<CacheKey, IndexedFile> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long whole;
    private long pinned;
    private long reserved;
    private long foreign;

    /** @param most the bound in bytes */
    CacheIndex(long most) {
        this.most = most;
    }

    /** A whole file and its last use. It stays in the cache while readers pin it. */
    static final class IndexedFile {
        final CachedFile file;
        private Instant usedAt;
        private int readers;

        IndexedFile(CachedFile file, Instant usedAt) {
            this.file = file;
            this.usedAt = usedAt;
        }
    }

    /** Pins a file and makes it the most recently used. */
    synchronized Optional<IndexedFile> pin(CacheKey key) {
        return Optional.ofNullable(entries.get(key)).map(this::pin);
    }

    private IndexedFile pin(IndexedFile indexed) {
        if (indexed.readers++ == 0) {
            pinned += indexed.file.length();
        }
        return indexed;
    }

    synchronized void unpin(IndexedFile indexed) {
        if (--indexed.readers == 0) {
            pinned -= indexed.file.length();
        }
    }

    /** Notes a use, and tells whether the disk ought to be told, because the last time was before {@code unless}. */
    synchronized boolean used(IndexedFile indexed, Instant now, Instant unless) {
        if (indexed.usedAt.isAfter(unless)) {
            return false;
        }
        indexed.usedAt = now;
        return true;
    }

    synchronized Optional<CachedFile> file(CacheKey key) {
        return Optional.ofNullable(entries.get(key)).map(indexed -> indexed.file);
    }

    /**
     * Reserves space under the bound.
     *
     * @return files to delete for it; empty: there is no such space, even if all are deleted that nobody reads
     */
    synchronized Optional<List<CachedFile>> reserve(long bytes) {
        if (pinned + reserved + foreign + bytes > most) {
            return Optional.empty();
        }
        reserved += bytes;
        return Optional.of(overflow());
    }

    synchronized void unreserve(long bytes) {
        reserved -= bytes;
    }

    private List<CachedFile> overflow() {
        List<CachedFile> victims = new ArrayList<>();
        Iterator<IndexedFile> eldest = entries.values().iterator();
        while (bytes() > most && eldest.hasNext()) {
            IndexedFile indexed = eldest.next();
            if (indexed.readers == 0) {
                eldest.remove();
                whole -= indexed.file.length();
                victims.add(indexed.file);
            }
        }
        return victims;
    }

    /** Adds a whole file for which that much space had been reserved, pinned for those who read it already. */
    synchronized IndexedFile add(CachedFile file, Instant now, long reservedForIt) {
        reserved -= reservedForIt;
        IndexedFile added = new IndexedFile(file, now);
        put(added);
        return pin(added);
    }

    private void put(IndexedFile indexed) {
        IndexedFile former = entries.put(indexed.file.key(), indexed);
        whole += indexed.file.length() - (former == null ? 0 : former.file.length());
    }

    /** Adds a file of another replica, or of before the start, unless one of its key is known. */
    synchronized void learn(CachedFile file, Instant usedAt) {
        if (!entries.containsKey(file.key())) {
            put(new IndexedFile(file, usedAt));
        }
    }

    /** Takes out a file that is not on the disk any more. */
    synchronized void forget(CachedFile file) {
        IndexedFile indexed = entries.get(file.key());
        if (indexed != null && indexed.file.equals(file)) {
            entries.remove(file.key());
            whole -= file.length();
        }
    }

    /**
     * Takes what a survey of the folder found for what it has. Files that were added since the survey began stay.
     *
     * @return files to delete, to be back under the bound
     */
    synchronized List<CachedFile> replace(FolderSurvey survey, Instant began) {
        Map<CacheKey, IndexedFile> before = new HashMap<>(entries);
        entries.clear();
        whole = 0;
        foreign = survey.foreignBytes();
        Stream.concat(
                        survey.whole().stream()
                                .map(found -> merged(before.getOrDefault(found.file.key(), found), found)),
                        before.values().stream().filter(indexed -> !indexed.usedAt.isBefore(began)))
                .sorted(Comparator.comparing(indexed -> indexed.usedAt))
                .forEach(this::put);
        return overflow();
    }

    private static IndexedFile merged(IndexedFile known, IndexedFile found) {
        if (!known.file.equals(found.file)) {
            return found;
        }
        known.usedAt = known.usedAt.isAfter(found.usedAt) ? known.usedAt : found.usedAt;
        return known;
    }

    /** Takes out the least recently used listings of a site that nobody reads, until no more than that many are left. */
    synchronized List<CachedFile> takeListings(String site, int left) {
        List<IndexedFile> listings = of(site, CacheKey.Kind.LISTING).toList();
        return take(listings.stream().limit(Math.max(0, listings.size() - left)));
    }

    /** Takes out the files that were fetched before that and are not being read. */
    synchronized List<CachedFile> takeFetchedBefore(Instant bound) {
        return take(entries.values().stream()
                .filter(indexed -> indexed.file.fetchedAt().isBefore(bound)));
    }

    private List<CachedFile> take(Stream<IndexedFile> unwanted) {
        List<CachedFile> taken = unwanted.filter(indexed -> indexed.readers == 0)
                .map(indexed -> indexed.file)
                .toList();
        taken.forEach(this::forget);
        return taken;
    }

    /** Returns the bytes that count towards the bound. */
    synchronized long bytes() {
        return whole + reserved + foreign;
    }

    synchronized int files() {
        return entries.size();
    }

    /** Returns the lengths in bytes of a site's recordings. */
    synchronized LongSummaryStatistics recordings(String site) {
        return of(site, CacheKey.Kind.RECORDING)
                .mapToLong(indexed -> indexed.file.length())
                .summaryStatistics();
    }

    private Stream<IndexedFile> of(String site, CacheKey.Kind kind) {
        return entries.values().stream()
                .filter(indexed -> indexed.file.key().kind() == kind
                        && indexed.file.key().site().equals(site));
    }
}

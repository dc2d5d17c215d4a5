package io.ucmbilling.recording.cache;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list in memory of what the cache holds, the least recently used first. It counts how many bytes of the bound are taken: by
 * whole files, by space reserved for those on their way here, and by parts of other replicas. Files are deleted by the caller.
 */
final class CacheIndex {
    private final long most;
    private final Map<CacheKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long whole;
    private long held;
    private long reserved;
    private long foreign;

    /** @param most the bound in bytes */
    CacheIndex(long most) {
        this.most = most;
    }

    /** A file of the cache, which stays until no reader holds it. */
    static final class Entry {
        private final CachedFile file;
        private Instant usedAt;
        private int readers;

        private Entry(CachedFile file, Instant usedAt) {
            this.file = file;
            this.usedAt = usedAt;
        }

        CachedFile file() {
            return file;
        }
    }

    /** Holds a file and makes it the most recently used. */
    synchronized Optional<Entry> hold(CacheKey key) {
        Entry entry = entries.get(key);
        if (entry != null) {
            hold(entry);
        }
        return Optional.ofNullable(entry);
    }

    /** Notes a use; tells whether the disk ought to be told, because the last time was before {@code unless}. */
    synchronized boolean used(Entry entry, Instant now, Instant unless) {
        if (entry.usedAt.isAfter(unless)) {
            return false;
        }
        entry.usedAt = now;
        return true;
    }

    synchronized Optional<CachedFile> file(CacheKey key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::file);
    }

    private void hold(Entry entry) {
        if (entry.readers++ == 0) {
            held += entry.file.length();
        }
    }

    synchronized void release(Entry entry) {
        if (--entry.readers == 0) {
            held -= entry.file.length();
        }
    }

    /**
     * Reserves space under the bound.
     *
     * @return files to delete for it; empty: there is no such space, even if all are deleted that nobody reads
     */
    synchronized Optional<List<CachedFile>> reserve(long bytes) {
        if (held + reserved + foreign + bytes > most) {
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
        Iterator<Entry> eldest = entries.values().iterator();
        while (whole + reserved + foreign > most && eldest.hasNext()) {
            Entry entry = eldest.next();
            if (entry.readers == 0) {
                eldest.remove();
                whole -= entry.file.length();
                victims.add(entry.file);
            }
        }
        return victims;
    }

    /** Adds a whole file for which that much space had been reserved, held for those who read it already. */
    synchronized Entry add(CachedFile file, Instant now, long reservedForIt) {
        reserved -= reservedForIt;
        Entry entry = put(file, now);
        hold(entry);
        return entry;
    }

    private Entry put(CachedFile file, Instant usedAt) {
        Entry entry = new Entry(file, usedAt);
        Entry former = entries.put(file.key(), entry);
        whole += file.length() - (former == null ? 0 : former.file.length());
        return entry;
    }

    /** Adds a file of another replica, or of before the start, unless one of its key is known. */
    synchronized void learn(CachedFile file, Instant usedAt) {
        if (!entries.containsKey(file.key())) {
            put(file, usedAt);
        }
    }

    /** Takes out a file that is not on the disk any more. */
    synchronized void forget(CachedFile file) {
        Entry entry = entries.get(file.key());
        if (entry != null && entry.file.equals(file)) {
            entries.remove(file.key());
            whole -= file.length();
        }
    }

    /**
     * Takes what a survey of the folder found for what it holds. Files that were added since the survey began stay.
     *
     * @return files to delete, to be back under the bound
     */
    synchronized List<CachedFile> replace(FolderSurvey survey, Instant began) {
        Map<CacheKey, Entry> before = new HashMap<>(entries);
        entries.clear();
        whole = 0;
        foreign = survey.foreignBytes();
        List<Entry> found = new ArrayList<>();
        survey.whole().forEach(seen -> found.add(kept(before.get(seen.file().key()), seen)));
        before.values().stream().filter(entry -> !entry.usedAt.isBefore(began)).forEach(found::add);
        found.sort(Comparator.comparing(entry -> entry.usedAt));
        found.forEach(this::take);
        return overflow();
    }

    private static Entry kept(@Nullable Entry known, FolderSurvey.Seen seen) {
        if (known == null || !known.file.equals(seen.file())) {
            return new Entry(seen.file(), seen.usedAt());
        }
        known.usedAt = known.usedAt.isAfter(seen.usedAt()) ? known.usedAt : seen.usedAt();
        return known;
    }

    private void take(Entry entry) {
        Entry former = entries.put(entry.file.key(), entry);
        whole += entry.file.length() - (former == null ? 0 : former.file.length());
    }

    /** Takes out the least recently used listings of a site that nobody reads, until no more than that many are left. */
    synchronized List<CachedFile> takeListings(String site, int most) {
        List<Entry> listings = entries.values().stream()
                .filter(entry -> entry.file.key().kind() == CacheKey.Kind.LISTING)
                .filter(entry -> entry.file.key().site().equals(site))
                .toList();
        List<CachedFile> taken = listings.stream()
                .limit(Math.max(0, listings.size() - most))
                .filter(entry -> entry.readers == 0)
                .map(Entry::file)
                .toList();
        taken.forEach(this::forget);
        return taken;
    }

    /** Takes out the files that were fetched before that and are not being read. */
    synchronized List<CachedFile> takeFetchedBefore(Instant bound) {
        List<CachedFile> old = entries.values().stream()
                .filter(entry -> entry.readers == 0 && entry.file.fetchedAt().isBefore(bound))
                .map(Entry::file)
                .toList();
        old.forEach(this::forget);
        return old;
    }

    /** Returns the bytes that count towards the bound. */
    synchronized long bytes() {
        return whole + reserved + foreign;
    }

    synchronized int files() {
        return entries.size();
    }

    synchronized CacheHolding ofSite(String site) {
        int files = 0;
        long bytes = 0;
        for (Entry entry : entries.values()) {
            CacheKey key = entry.file.key();
            if (key.kind() == CacheKey.Kind.RECORDING && key.site().equals(site)) {
                files++;
                bytes += entry.file.length();
            }
        }
        return new CacheHolding(files, bytes);
    }
}

package io.ucmbilling.recording;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cache on disk, for whole files. Promises: what is opened from it is whole and as it was fetched; the folder stays under
 * its bound; a file that is being read is not thrown away; a disk that fails makes no request fail.
 *
 * <ol>
 *   <li>Keys are derived ({@link CacheKey}); a file's name tells its key, length, SHA-256 and age ({@link CachedFile}), so
 *       that the folder is all there is: the index is rebuilt from its names, no file is read for that.
 *   <li>Before a file comes, room for its whole length is reserved; the least recently used files that nobody reads go
 *       for it. Where that does not give the room, the file is not kept at all.
 *   <li>It is written to a part of its own, and synced; its name of a whole file comes by one atomic rename. What a hard
 *       stop leaves is a part, which is never read again and removed when it has not grown for {@link CacheFolder#DEAD_AFTER}.
 *   <li>The disk is trusted, not the index: a file that is gone, is shorter than its name says or is no regular file counts
 *       as not there; one that another replica has put there is found by its name.
 *   <li>A use is written to the file's modification time, at most once in {@link #USE_NOTED}, so that every replica and the next start
 *       know it. A recording being read is held; one that another replica throws away stays readable to who has it open.
 *   <li>Each {@link #SURVEY_EVERY} the folder is looked over: with several replicas on one, it holds at most what the bound
 *       says and what the others have fetched since.
 *   <li>What fails on the disk is told once; for a minute nothing is kept, then it is tried again ({@link DiskTrouble}).
 * </ol>
 */
final class RecordingCache {
    static final Duration USE_NOTED = Duration.ofMinutes(1);
    static final Duration SURVEY_EVERY = Duration.ofMinutes(5);

    /** Of one site: more than it has directories, a month each. */
    static final int MOST_LISTINGS = 200;

    /** @param maxAge after it was fetched; null: for ever */
    record Bounds(Path directory, long maxBytes, @Nullable Duration maxAge) {}

    private final CacheFolder folder;
    private final CacheIndex index;
    private final @Nullable Duration maxAge;
    private final DiskTrouble trouble;
    private final RecordingCounters counters;
    private final Clock clock;
    private volatile Instant surveyedAt = Instant.MIN;

    RecordingCache(Bounds bounds, RecordingCounters counters, Clock clock) {
        this.folder = new CacheFolder(bounds.directory());
        this.index = new CacheIndex(bounds.maxBytes());
        this.maxAge = bounds.maxAge();
        this.trouble = new DiskTrouble(clock);
        this.counters = counters;
        this.clock = clock;
        counters.watch(this);
        keepHouse();
    }

    /** An open file of the cache; close it. */
    final class Held implements AutoCloseable {
        private final CacheIndex.Entry entry;
        private final FileChannel channel;

        private Held(CacheIndex.Entry entry, FileChannel channel) {
            this.entry = entry;
            this.channel = channel;
        }

        CachedFile file() {
            return entry.file();
        }

        FileChannel channel() {
            return channel;
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // It was only read.
            } finally {
                index.release(entry);
            }
        }
    }

    /** Opens a file; empty: not there. */
    Optional<Held> open(CacheKey key) {
        Optional<Held> known = index.hold(key).flatMap(this::open);
        if (known.isPresent()) {
            return known;
        }
        folder.find(key).filter(this::isYoung).ifPresent(found -> index.learn(found, Instant.EPOCH));
        return index.hold(key).flatMap(this::open);
    }

    private Optional<Held> open(CacheIndex.Entry entry) {
        CachedFile file = entry.file();
        try {
            if (!isYoung(file)) {
                throw new IOException("older than max-age");
            }
            FileChannel channel = folder.open(file);
            Instant now = clock.instant();
            if (index.used(entry, now, now.minus(USE_NOTED))) {
                folder.used(file, now);
            }
            return Optional.of(new Held(entry, channel));
        } catch (IOException e) {
            index.forget(file);
            index.release(entry);
            return Optional.empty();
        }
    }

    private boolean isYoung(CachedFile file) {
        return maxAge == null || file.fetchedAt().plus(maxAge).isAfter(clock.instant());
    }

    /** Whether it is there whole, without opening it. */
    boolean contains(CacheKey key) {
        return index.file(key).or(() -> folder.find(key)).filter(this::isYoung).isPresent();
    }

    /** Whether it is known to have a file of that key that is another one than this; null: any. */
    boolean hasOtherThan(@Nullable CachedFile file, CacheKey key) {
        return index.file(key).filter(known -> !known.equals(file)).isPresent();
    }

    /** Whether files are kept at all now. */
    boolean takesFiles() {
        return !trouble.isPausing();
    }

    /** Whether the disk failed when it was last used. */
    boolean isInTrouble() {
        return trouble.isThere();
    }

    /**
     * Begins a file.
     *
     * @param length of the whole file; negative: not known yet, room is reserved as it grows
     * @return empty: it cannot be kept
     */
    Optional<Part> begin(CacheKey key, long length) {
        long room = Math.max(0, length);
        return takesFiles() && reserve(room) ? Optional.of(new Part(this, key, room)) : Optional.empty();
    }

    /**
     * Begins a listing. Small as they are, the bound in bytes does not bound their number; so a site has at most
     * {@link #MOST_LISTINGS}, and the least recently used ones go.
     *
     * @return empty: it cannot be kept
     */
    Optional<Part> beginListing(CacheKey key, long length) {
        if (index.file(key).isEmpty()) {
            evict(index.takeListings(key.site(), MOST_LISTINGS - 1));
        }
        return begin(key, length);
    }

    /** Where a part may be made on the disk. */
    Path newPart(CacheKey key) throws IOException {
        return folder.newPart(key);
    }

    boolean reserve(long bytes) {
        Optional<List<CachedFile>> victims = index.reserve(bytes);
        victims.ifPresent(this::evict);
        return victims.isPresent();
    }

    void unreserve(long bytes) {
        index.unreserve(bytes);
    }

    /** A thread that is stopped says nothing of the disk. */
    void failed(IOException e) {
        if (!(e instanceof ClosedByInterruptException)) {
            trouble.failed(e);
        }
    }

    /** Publishes a synced part, for which so much room was reserved, and holds it: for those who read it already. */
    CacheIndex.Entry publish(Path part, CachedFile file, long reserved) throws IOException {
        Instant now = clock.instant();
        folder.publish(part, file, now);
        trouble.worked();
        return index.add(file, now, reserved);
    }

    /** To read a file that is held already. */
    FileChannel channel(CachedFile file) throws IOException {
        return folder.open(file);
    }

    void release(CacheIndex.Entry entry) {
        index.release(entry);
    }

    /** Throws away what is too old, and looks the folder over when it is time. */
    void keepHouse() {
        Instant now = clock.instant();
        if (surveyedAt.isAfter(now) || surveyedAt.isBefore(now.minus(SURVEY_EVERY))) {
            surveyedAt = now;
            try {
                evict(index.replace(folder.survey(now), now));
            } catch (IOException e) {
                trouble.failed(e);
            }
        }
        if (maxAge != null) {
            evict(index.takeFetchedBefore(now.minus(maxAge)));
        }
    }

    private void evict(List<CachedFile> victims) {
        for (CachedFile file : victims) {
            counters.evicted(file.key().site());
            if (!folder.delete(file)) {
                index.learn(file, Instant.EPOCH);
            }
        }
    }

    CacheIndex.Holding holding(String site) {
        return index.ofSite(site);
    }

    long bytes() {
        return index.bytes();
    }

    int files() {
        return index.files();
    }
}

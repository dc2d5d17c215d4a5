package io.ucmbilling.recording.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.recording.cache.CacheIndex.IndexedFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * A cache of whole recordings on disk. Promises: what is opened from it is whole and as it was fetched; the folder stays under
 * its bound; a file that is being read is not thrown away; a disk that fails makes no request fail.
 *
 * <ol>
 *   <li>Keys are derived ({@link CacheKey}); a file's name tells its key, length, SHA-256 and age ({@link CachedFile}), so
 *       that the folder is all there is: the index is rebuilt from its names. No file is read for that.
 *   <li>Before a file comes, space for its whole length is reserved. The least recently used files that nobody reads go
 *       for it. If that does not give the space, the file is not kept at all ({@link PartFile}).
 *   <li>It is written to a part of its own, and synced. Its name of a whole file comes by one atomic rename. A hard stop
 *       leaves a part, which is never read again and removed when it has not grown for {@link CacheFolder#DEAD_AFTER}.
 *   <li>The disk is trusted, not the index: a file that is gone, is shorter than its name says or is no regular file counts
 *       as not there. One that another replica has put there is found by its name.
 *   <li>A use is written to the file's modification time, at most once in {@link #USE_NOTED}, so that every replica and the
 *       next start know it. A file being read is pinned. If another replica throws it away, it stays readable to who has it open.
 *   <li>Each {@link #SURVEY_EVERY} the folder is surveyed. If several replicas share it, it holds at most what the bound says
 *       and what the others have fetched since.
 *   <li>An erased file ({@link ErasedFiles}) is neither given nor taken any more.
 *   <li>A failure of the disk is told once. For a minute nothing is kept, then it is tried again ({@link DiskTrouble}).
 * </ol>
 */
public final class RecordingCache {
    private static final String PREFIX = "gateway.recordings.";
    static final Duration USE_NOTED = Duration.ofMinutes(1);
    static final Duration SURVEY_EVERY = Duration.ofMinutes(5);

    /** The most listings of one site: more than it has directories, a month each. */
    public static final int MOST_LISTINGS = 200;

    /** @param maxAge after it was fetched; null: for ever */
    public record Bounds(
            Path directory, long maxBytes, @Nullable Duration maxAge) {}

    final CacheFolder folder;
    final CacheIndex index;
    final DiskTrouble trouble;
    private final ErasedDigests erased = new ErasedDigests();
    private final @Nullable Duration maxAge;
    private final MeterRegistry registry;
    private final Clock clock;
    private volatile @Nullable LocalDate keptFrom;
    private volatile Instant surveyedAt = Instant.MIN;

    public RecordingCache(Bounds bounds, MeterRegistry registry, Clock clock) {
        this.folder = new CacheFolder(bounds.directory());
        this.index = new CacheIndex(bounds.maxBytes());
        this.maxAge = bounds.maxAge();
        this.trouble = new DiskTrouble(clock);
        this.registry = registry;
        this.clock = clock;
        registry.gauge(PREFIX + "cache.bytes", this, RecordingCache::bytes);
        registry.gauge(PREFIX + "cache.files", this, RecordingCache::files);
        registry.gauge(PREFIX + "disk.failing", this, cache -> cache.isInTrouble() ? 1 : 0);
        keepHouse();
    }

    /** Opens a whole file, with one reader, who is to leave it; empty: it is not there. */
    public Optional<GrowingFile> open(CacheKey key) {
        if (isErased(key)) {
            return Optional.empty();
        }
        return openIndexed(key).or(() -> {
            folder.find(key).filter(this::isYoung).ifPresent(found -> index.learn(found, Instant.EPOCH));
            return openIndexed(key);
        });
    }

    private Optional<GrowingFile> openIndexed(CacheKey key) {
        return index.pin(key).flatMap(this::open);
    }

    private Optional<GrowingFile> open(IndexedFile pinned) {
        CachedFile file = pinned.file;
        try {
            if (!isYoung(file)) {
                throw new IOException("older than max-age");
            }
            FileChannel channel = folder.open(file);
            Instant now = clock.instant();
            if (index.used(pinned, now, now.minus(USE_NOTED))) {
                folder.used(file, now);
            }
            return Optional.of(GrowingFile.of(file, channel, () -> index.unpin(pinned), clock));
        } catch (IOException e) {
            index.forget(file);
            index.unpin(pinned);
            return Optional.empty();
        }
    }

    private boolean isYoung(CachedFile file) {
        return maxAge == null || file.fetchedAt().plus(maxAge).isAfter(clock.instant());
    }

    /** Tells whether a file is there, without opening it. */
    public boolean contains(CacheKey key) {
        return !isErased(key)
                && index.file(key)
                        .or(() -> folder.find(key))
                        .filter(this::isYoung)
                        .isPresent();
    }

    /** Tells whether the index has it, without a look at the disk. */
    public boolean indexes(CacheKey key) {
        return !isErased(key) && index.file(key).filter(this::isYoung).isPresent();
    }

    /** Tells whether a file of that key is known that was not fetched then; null: any. */
    public boolean hasOtherThan(@Nullable Instant fetchedAt, CacheKey key) {
        return index.file(key)
                .filter(known -> !known.fetchedAt().equals(fetchedAt))
                .isPresent();
    }

    /** Tells whether a recording was erased. */
    public boolean isErased(CacheKey key) {
        return erased.contains(key);
    }

    /** Tells whether recordings of that time are not kept any more, in a zone. */
    public boolean isBeforeKept(Instant start, ZoneId zone) {
        LocalDate first = keptFrom;
        return first != null && start.isBefore(first.atStartOfDay(zone).toInstant());
    }

    /** Tells whether there are recordings of some time that are not kept any more. */
    public boolean hasOld() {
        return keptFrom != null;
    }

    /** Keeps no recordings from before that day, and none that were fetched before it. */
    void keepFrom(LocalDate day) {
        if (!day.equals(keptFrom)) {
            keptFrom = day;
            evict(index.takeFetchedBefore(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
        }
    }

    /** Tells whether any recording of the site was erased. */
    public boolean hasErased(String site) {
        return erased.hasAny(site);
    }

    /** Erases recordings, and all listings of their sites. */
    void erase(List<CacheKey> keys) {
        erased.add(keys);
        for (CacheKey key : keys) {
            index.file(key).or(() -> folder.find(key)).ifPresent(file -> {
                index.forget(file);
                folder.delete(file);
            });
        }
        keys.stream().map(CacheKey::site).distinct().forEach(site -> evict(index.takeListings(site, 0)));
    }

    public boolean takesFiles() {
        return !trouble.isPausing();
    }

    public boolean isInTrouble() {
        return trouble.isThere();
    }

    /** Reserves space under the bound; false: there is none, even if all goes that nobody reads. */
    boolean reserve(long bytes) {
        Optional<List<CachedFile>> victims = index.reserve(bytes);
        victims.ifPresent(this::evict);
        return victims.isPresent();
    }

    /** Makes a synced part, for which so much space was reserved, a file, pinned until what is returned is run. */
    Runnable publish(Path part, CachedFile file, long reserved) throws IOException {
        Instant now = clock.instant();
        folder.publish(part, file, now);
        trouble.worked();
        IndexedFile pinned = index.add(file, now, reserved);
        return () -> index.unpin(pinned);
    }

    /**
     * Throws away the least recently used listings of the site, so that one more is within {@link #MOST_LISTINGS}. Small as
     * they are, the bound in bytes does not bound their number.
     */
    public void makeSpaceForListing(CacheKey key) {
        if (index.file(key).isEmpty()) {
            evict(index.takeListings(key.site(), MOST_LISTINGS - 1));
        }
    }

    /** Throws away what is too old, and surveys the folder when it is time. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    public void keepHouse() {
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
            registry.counter(PREFIX + "evictions", "site", file.key().site()).increment();
            if (!folder.delete(file)) {
                index.learn(file, Instant.EPOCH);
            }
        }
    }

    /** Returns the lengths in bytes of a site's recordings. */
    public LongSummaryStatistics recordings(String site) {
        return index.recordings(site);
    }

    public long bytes() {
        return index.bytes();
    }

    public int files() {
        return index.files();
    }
}

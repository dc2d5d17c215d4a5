package io.ucmbilling.recording;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ucmbilling.recording.Recordings.Listing;
import io.ucmbilling.recording.cache.CacheKey;
import io.ucmbilling.recording.cache.FileState;
import io.ucmbilling.recording.cache.GrowingFile;
import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.recording.name.Candidates;
import io.ucmbilling.recording.name.ListingRows;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.Ucms;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Listings of the UCMs' directories of recordings. Each is asked for anew. The last known one of each filedir is kept
 * in the cache, under its bound like any file, written at most once in {@link #WRITTEN_EVERY} unless it changed, and
 * given if the UCM cannot be asked. A UCM lists nothing of a directory that it does not have. Such a listing is not
 * kept, or anybody could fill the folder with names. Recordings that were erased are left out, although the UCM names them.
 */
final class Listings {
    static final Duration WRITTEN_EVERY = Duration.ofMinutes(1);

    /** A larger one is not kept. */
    private static final int LARGEST = 16 << 20;

    private static final int MOST_REMEMBERED = 1_000;
    private static final String OF_DIRECTORIES = "";

    private final Ucms ucms;
    private final RecordingCache cache;
    private final Clock clock;
    private final Cache<CacheKey, WrittenListing> written =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    Listings(Ucms ucms, RecordingCache cache, Clock clock) {
        this.ucms = ucms;
        this.cache = cache;
        this.clock = clock;
    }

    private record WrittenListing(int hash, Instant at) {}

    Listing directories(Site site) throws UcmFault {
        return listing(site, OF_DIRECTORIES, () -> Optional.of(ucms.recapi(site).directories()))
                .orElseThrow();
    }

    Optional<Listing> contents(Site site, String filedir) throws UcmFault {
        return listing(site, filedir, () -> ucms.recapi(site).contents(filedir));
    }

    private interface Question {
        Optional<byte[]> ask() throws UcmFault;
    }

    private Optional<Listing> listing(Site site, String filedir, Question question) throws UcmFault {
        CacheKey key = CacheKey.ofListing(site.id(), filedir);
        try {
            Optional<byte[]> csv = question.ask().map(bytes -> withoutErased(site, bytes));
            csv.ifPresent(bytes -> keep(key, bytes));
            return csv.map(bytes -> new Listing(bytes, Duration.ZERO));
        } catch (UcmFault e) {
            Optional<Listing> known = known(key);
            if (known.isEmpty()) {
                throw e;
            }
            return known;
        }
    }

    private byte[] withoutErased(Site site, byte[] csv) {
        return cache.hasErased(site.id()) || cache.hasOld()
                ? ListingRows.without(
                        csv,
                        name -> cache.isErased(RecordingRequest.of(site, name).key()) || isOld(site, name))
                : csv;
    }

    private boolean isOld(Site site, RecordingName name) {
        return Candidates.epoch(name)
                .filter(start -> cache.isBeforeKept(start, site.timeZone()))
                .isPresent();
    }

    private void keep(CacheKey key, byte[] csv) {
        Instant now = clock.instant();
        int hash = Arrays.hashCode(csv);
        WrittenListing last = written.getIfPresent(key);
        boolean again = last != null
                && last.hash() == hash
                && last.at().plus(WRITTEN_EVERY).isAfter(now);
        if (again || csv.length > LARGEST || (ListingRows.isEmpty(csv) && !cache.contains(key))) {
            return;
        }
        cache.makeSpaceForListing(key);
        if (isKept(key, csv)) {
            written.put(key, new WrittenListing(hash, now));
        }
    }

    private boolean isKept(CacheKey key, byte[] csv) {
        GrowingFile file = new GrowingFile(clock);
        try {
            if (!file.begin(cache, key, csv.length, csv)) {
                return false;
            }
            file.write(csv, 0, csv.length);
            return file.finish(true, DigestUtils.sha256(csv));
        } catch (IOException e) {
            file.end(new FileState.Uncacheable());
            return false;
        }
    }

    private Optional<Listing> known(CacheKey key) {
        Optional<GrowingFile> cached = cache.open(key);
        if (cached.isEmpty()) {
            return Optional.empty();
        }
        GrowingFile file = cached.get();
        try {
            ByteBuffer csv = ByteBuffer.allocate((int) file.length());
            while (csv.hasRemaining() && file.read(csv.position(), csv) > 0) {}
            Duration age = Duration.between(file.startedAt(), clock.instant());
            return csv.hasRemaining()
                    ? Optional.empty()
                    : Optional.of(new Listing(csv.array(), age.isPositive() ? age : Duration.ofMillis(1)));
        } catch (IOException | UcmFault e) {
            return Optional.empty();
        } finally {
            file.leave();
        }
    }
}

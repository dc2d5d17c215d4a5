package io.ucmbilling.recording;

import io.ucmbilling.recording.cache.FileState;
import io.ucmbilling.recording.cache.GrowingFile;
import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.recording.standing.RecordingOutcomes;
import io.ucmbilling.recording.standing.RecordingStanding;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recordings of all sites, served from the cache or while they come from their UCM.
 *
 * <ol>
 *   <li>Erased, or from before the first day that is kept: it is not there, whatever its UCM has.
 *   <li>Cached: a whole file is served from the cache. A name with an epoch in it stands for one recording for ever. Any other
 *       may be given again, as those of voicemail are, so it is fetched anew after {@link #FRESH_FOR}, and served from the
 *       cache only if the UCM cannot be asked or has it no more.
 *   <li>Growing: whoever asks for a recording that is being downloaded joins the {@link SharedDownload}.
 *   <li>Else whoever asks first begins one, which then goes on by itself.
 *   <li>If the cache takes no files, or has no space for this one, it is passed through to each reader by itself.
 * </ol>
 */
final class CachedRecordings implements Recordings {
    static final Duration FRESH_FOR = Duration.ofHours(1);

    /** So often a download may end in vain between two looks. After that this reader is passed its own through. */
    private static final int MOST_ROUNDS = 4;

    private final DownloadContext context;
    private final Listings listings;
    private final SharedDownloads downloads;
    private final RecordingOutcomes outcomes;

    CachedRecordings(
            DownloadContext context, Listings listings, SharedDownloads downloads, RecordingOutcomes outcomes) {
        this.context = context;
        this.listings = listings;
        this.downloads = downloads;
        this.outcomes = outcomes;
    }

    @Override
    public Listing directories(Site site) throws UcmFault {
        return listings.directories(site);
    }

    @Override
    public Optional<Listing> contents(Site site, String filedir) throws UcmFault {
        return listings.contents(site, filedir);
    }

    @Override
    public boolean isCached(Site site, RecordingName name) {
        return context.cache().contains(RecordingRequest.of(site, name).key());
    }

    @Override
    public Optional<Recording> open(Site site, RecordingName name) throws UcmFault {
        try {
            Optional<Recording> opened = cachedOrDownloaded(site, name);
            boolean there = opened.isPresent();
            outcomes.note(site.id(), name, there ? RecordingStanding.AVAILABLE : RecordingStanding.MISSING);
            return opened;
        } catch (UcmFault e) {
            outcomes.note(site.id(), name, RecordingStanding.UNREACHABLE);
            throw e;
        }
    }

    private Optional<Recording> cachedOrDownloaded(Site site, RecordingName name) throws UcmFault {
        RecordingRequest request = RecordingRequest.of(site, name);
        if (context.isGone(request)) {
            return Optional.empty();
        }
        Optional<GrowingFile> cached = context.cache().open(request.key());
        if (cached.isPresent() && isFresh(request, cached.get())) {
            context.countHit(site.id());
            return cached.map(file -> cached(request, file));
        }
        context.countMiss(site.id());
        return cached.isPresent() ? anew(request, cached.get()) : downloaded(request, null);
    }

    private boolean isFresh(RecordingRequest request, GrowingFile file) {
        Instant until = file.startedAt().plus(FRESH_FOR);
        return request.isForEver() || until.isAfter(context.clock().instant());
    }

    private Recording cached(RecordingRequest request, GrowingFile file) {
        return new CachedRecording(request, file, request.isForEver(), context);
    }

    private Optional<Recording> anew(RecordingRequest request, GrowingFile stale) {
        try {
            Optional<Recording> fetched = downloaded(request, stale.startedAt());
            if (fetched.isPresent()) {
                stale.leave();
                return fetched;
            }
        } catch (UcmFault e) {
            // What is known serves better than nothing.
        }
        return Optional.of(cached(request, stale));
    }

    /** @param stale when the cache's file was fetched that is too old; null: it has none */
    private Optional<Recording> downloaded(RecordingRequest request, @Nullable Instant stale) throws UcmFault {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (context.trouble().isMissing(request)) {
                return Optional.empty();
            }
            if (!context.cache().takesFiles() || context.trouble().unfit().contains(request.key())) {
                break;
            }
            Optional<GrowingFile> joined = downloads.join(request, stale);
            Optional<Recording> recording = joined.isPresent()
                    ? joined(request, joined.get(), round == 0)
                    : context.cache().open(request.key()).map(file -> cached(request, file));
            if (recording.isPresent()) {
                return recording;
            }
        }
        return PassThroughRecording.open(request, -1, context);
    }

    /**
     * Waits for a file that was joined.
     *
     * @param first whether nothing was tried before: then a wrong header is a reason to try again, as it is not believed twice
     * @return empty: nothing can be read of it
     */
    private Optional<Recording> joined(RecordingRequest request, GrowingFile file, boolean first) throws UcmFault {
        Optional<Recording> recording = Optional.empty();
        try {
            switch (file.awaitBegin()) {
                case FileState.Opening _, FileState.Missing _, FileState.Uncacheable _ -> {}
                case FileState.Growing _, FileState.Whole _ ->
                    recording = Optional.of(new CachedRecording(request, file, true, context));
                case FileState.Failed(UcmFault fault) -> {
                    if (!first || !context.trouble().wrongHeaders().contains(request.key())) {
                        throw fault;
                    }
                }
            }
            return recording;
        } finally {
            if (recording.isEmpty()) {
                file.leave();
            }
        }
    }
}

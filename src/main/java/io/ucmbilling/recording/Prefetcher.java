package io.ucmbilling.recording;

import io.ucmbilling.recording.cache.FileState;
import io.ucmbilling.recording.cache.GrowingFile;
import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.Optional;

/** The way into the cache for recordings that nobody waits for. */
record Prefetcher(DownloadContext context, SharedDownloads downloads) {

    /** Tells whether now is the time: the disk takes files, and no file of the site is under way, for a person or another. */
    boolean mayFetch(Site site) {
        return context.cache().takesFiles() && !downloads.isAny(site.id());
    }

    /**
     * Fetches a recording unless the cache has it, and waits for it.
     *
     * @return {@code Whole}: the cache has it. {@code Missing}: the UCM does not have it. {@code Uncacheable}: it came, but the
     *     cache did not take it, as there is no space or no disk, or as it may still be being recorded
     */
    FileState fetch(Site site, RecordingName name) throws UcmFault {
        RecordingRequest request = RecordingRequest.of(site, name);
        FileState cached = end(context.cache().open(request.key()));
        if (cached instanceof FileState.Whole) {
            return cached;
        }
        if (context.isGone(request) || context.trouble().isMissing(request)) {
            return new FileState.Missing();
        }
        FileState fetched = end(downloads.join(request, null));
        return fetched instanceof FileState.Missing
                ? fetched
                : end(context.cache().open(request.key()));
    }

    /** Waits for a file's end and leaves it. */
    private static FileState end(Optional<GrowingFile> joined) throws UcmFault {
        if (joined.isEmpty()) {
            return new FileState.Uncacheable();
        }
        try {
            FileState state = joined.get().awaitEnd();
            if (state instanceof FileState.Failed(UcmFault fault)) {
                throw fault;
            }
            return state;
        } finally {
            joined.get().leave();
        }
    }
}

package io.ucmbilling.recording;

import io.ucmbilling.recording.cache.CachedFile;
import io.ucmbilling.recording.cache.FileState;
import io.ucmbilling.recording.cache.GrowingFile;
import io.ucmbilling.recording.cache.OpenCachedFile;
import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.util.Optional;

/** The way into the cache for recordings that nobody waits for. */
final class Prefetcher {
    private final DownloadContext context;
    private final SharedDownloads downloads;

    Prefetcher(DownloadContext context, SharedDownloads downloads) {
        this.context = context;
        this.downloads = downloads;
    }

    /** The outcomes of {@link #keep}. */
    sealed interface Outcome {
        /** The cache has it. */
        record Kept(CachedFile file) implements Outcome {}

        /** The UCM does not have it. */
        record Missing() implements Outcome {}

        /** It came, but the cache did not take it: no space, no disk, or it may still be being recorded. */
        record NotKept() implements Outcome {}
    }

    /** Tells whether now is the time: the disk takes files, and no file of the site is under way, for a person or another. */
    boolean mayKeep(Site site) {
        return context.cache().takesFiles() && !downloads.isAny(site.id());
    }

    /** Fetches a recording unless the cache has it, and waits for it. */
    Outcome keep(Site site, RecordingName name) throws UcmFault {
        RecordingRequest request = RecordingRequest.of(site, name);
        Optional<CachedFile> cached = cached(request);
        if (cached.isPresent()) {
            return new Outcome.Kept(cached.get());
        }
        if (context.trouble().isMissing(request)) {
            return new Outcome.Missing();
        }
        Optional<GrowingFile> joined = downloads.join(request, null);
        if (joined.isPresent() && awaitEnd(joined.get()) instanceof FileState.Missing) {
            return new Outcome.Missing();
        }
        return cached(request).<Outcome>map(Outcome.Kept::new).orElseGet(Outcome.NotKept::new);
    }

    private static FileState awaitEnd(GrowingFile file) throws UcmFault {
        try {
            FileState state = file.awaitEnd();
            if (state instanceof FileState.Failed(UcmFault fault)) {
                throw fault;
            }
            return state;
        } finally {
            file.leave();
        }
    }

    private Optional<CachedFile> cached(RecordingRequest request) {
        Optional<OpenCachedFile> opened = context.cache().open(request.key());
        opened.ifPresent(OpenCachedFile::close);
        return opened.map(OpenCachedFile::file);
    }
}

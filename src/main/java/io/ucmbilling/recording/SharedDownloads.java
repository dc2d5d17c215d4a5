package io.ucmbilling.recording;

import io.ucmbilling.recording.cache.CacheKey;
import io.ucmbilling.recording.cache.GrowingFile;
import io.ucmbilling.recording.download.RecordingRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The downloads into the cache that are under way: at most one for each recording, however many ask. */
final class SharedDownloads {
    private final DownloadContext context;
    private final Executor threads;
    private final Map<CacheKey, GrowingFile> files = new ConcurrentHashMap<>();

    SharedDownloads(DownloadContext context, Executor threads) {
        this.context = context;
        this.threads = threads;
    }

    /**
     * Joins the download that is under way, or begins one.
     *
     * @param stale when the cache's file was fetched that is too old; null: it has none
     * @return to be left when done; empty: another file has come into the cache since it was asked
     */
    Optional<GrowingFile> join(RecordingRequest request, @Nullable Instant stale) {
        files.values().removeIf(GrowingFile::isOver);
        SharedDownload fresh = new SharedDownload(request, context);
        GrowingFile joined = files.compute(request.key(), (key, running) -> {
            if (running != null && running.join()) {
                return running;
            }
            if (context.cache().hasOtherThan(stale, key)) {
                return null;
            }
            fresh.file().join();
            return fresh.file();
        });
        if (joined == fresh.file()) {
            fresh.start(threads);
        }
        return Optional.ofNullable(joined);
    }

    boolean isAny(String site) {
        return files.entrySet().stream()
                .anyMatch(file ->
                        file.getKey().site().equals(site) && !file.getValue().isOver());
    }
}

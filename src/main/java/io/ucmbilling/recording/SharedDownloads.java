package io.ucmbilling.recording;

import io.ucmbilling.recording.cache.CacheKey;
import io.ucmbilling.recording.cache.CachedFile;
import io.ucmbilling.recording.cache.GrowingFile;
import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.recording.download.UcmDownload;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The downloads into the cache that are under way: at most one for each recording, however many ask. */
final class SharedDownloads {
    private static final Logger LOG = LoggerFactory.getLogger(SharedDownloads.class);

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
     * @param stale what the cache has, but too old; null: nothing
     * @return to be left when done; empty: another file has come into the cache since it was asked
     */
    Optional<GrowingFile> join(RecordingRequest request, @Nullable CachedFile stale) {
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
            start(request.key(), fresh);
        }
        return Optional.ofNullable(joined);
    }

    private void start(CacheKey key, SharedDownload download) {
        boolean taken = false;
        Optional<UcmDownload> opened = download.begin();
        try {
            opened.ifPresent(rest -> threads.execute(() -> receive(key, download, rest)));
            taken = opened.isPresent();
        } catch (RejectedExecutionException e) {
            LOG.debug("a download was begun while the gateway stops", e);
        } finally {
            if (!taken) {
                opened.ifPresent(download::giveUp);
                files.remove(key, download.file());
            }
        }
    }

    private void receive(CacheKey key, SharedDownload download, UcmDownload rest) {
        try {
            download.receive(rest);
        } finally {
            files.remove(key, download.file());
        }
    }

    /** Tells whether any file of the site is under way. */
    boolean isAny(String site) {
        return files.entrySet().stream()
                .anyMatch(file ->
                        file.getKey().site().equals(site) && !file.getValue().isOver());
    }
}

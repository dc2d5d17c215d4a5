package io.ucmbilling.recording;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.recording.download.RecentTrouble;
import io.ucmbilling.recording.download.RecordingFinder;
import io.ucmbilling.recording.download.RecordingRequest;
import io.ucmbilling.recording.name.Candidates;
import java.time.Clock;

/** The means of every download of a recording, with its counters by site: {@code requests = hits + misses}, always. */
record DownloadContext(
        RecordingFinder finder, RecordingCache cache, RecentTrouble trouble, MeterRegistry registry, Clock clock) {
    private static final String PREFIX = "gateway.recordings.";

    /** Tells whether a recording was erased, or is from before the first day that is kept. */
    boolean isGone(RecordingRequest request) {
        return cache.isErased(request.key())
                || Candidates.epoch(request.name())
                        .filter(start ->
                                cache.isBeforeKept(start, request.site().timeZone()))
                        .isPresent();
    }

    void countHit(String site) {
        count("requests", site, 1);
        count("hits", site, 1);
    }

    void countMiss(String site) {
        count("requests", site, 1);
        count("misses", site, 1);
    }

    void countFetch(String site) {
        count("fetches", site, 1);
    }

    void countBroken(String site) {
        count("broken", site, 1);
    }

    void countBytes(String site, long bytes) {
        count("bytes", site, bytes);
    }

    void countPassedThrough(String site) {
        count("passed", site, 1);
    }

    private void count(String name, String site, long amount) {
        registry.counter(PREFIX + name, "site", site).increment(amount);
    }
}

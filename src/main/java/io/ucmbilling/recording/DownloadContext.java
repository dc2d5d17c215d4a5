package io.ucmbilling.recording;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.recording.download.RecentTrouble;
import io.ucmbilling.recording.download.RecordingFinder;
import java.time.Clock;

/** The means of every download of a recording, with its counters by site: {@code requests = hits + misses}, always. */
record DownloadContext(
        RecordingFinder finder, RecordingCache cache, RecentTrouble trouble, MeterRegistry registry, Clock clock) {
    private static final String PREFIX = "gateway.recordings.";

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

package io.ucmbilling.recording.cache;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The cache's meters: how full it is, whether its disk fails, and what it threw away of each site. */
record CacheMeters(MeterRegistry registry) {
    private static final String PREFIX = "gateway.recordings.";

    void watch(RecordingCache cache) {
        Gauge.builder(PREFIX + "cache.bytes", cache, RecordingCache::bytes).register(registry);
        Gauge.builder(PREFIX + "cache.files", cache, RecordingCache::files).register(registry);
        Gauge.builder(PREFIX + "disk.failing", cache, watched -> watched.isInTrouble() ? 1 : 0)
                .register(registry);
    }

    void evicted(String site) {
        registry.counter(PREFIX + "evictions", "site", site).increment();
    }
}

package io.ucmbilling.recording;

import io.micrometer.core.instrument.MeterRegistry;

/** The counters of requests and downloads, by site: {@code requests = hits + misses}, always. */
final class RecordingCounters {
    private static final String PREFIX = "gateway.recordings.";

    private final MeterRegistry registry;

    RecordingCounters(MeterRegistry registry) {
        this.registry = registry;
    }

    void hit(String site) {
        count("requests", site, 1);
        count("hits", site, 1);
    }

    void miss(String site) {
        count("requests", site, 1);
        count("misses", site, 1);
    }

    void fetch(String site) {
        count("fetches", site, 1);
    }

    void broken(String site) {
        count("broken", site, 1);
    }

    void bytes(String site, long bytes) {
        count("bytes", site, bytes);
    }

    void passedThrough(String site) {
        count("passed", site, 1);
    }

    private void count(String name, String site, long amount) {
        registry.counter(PREFIX + name, "site", site).increment(amount);
    }
}

package io.ucmbilling.recording;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The cache's beat: age, and what other replicas did to the folder. */
@Component
class Housekeeping {
    private final RecordingCache cache;

    Housekeeping(RecordingCache cache) {
        this.cache = cache;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void keepHouse() {
        cache.keepHouse();
    }
}

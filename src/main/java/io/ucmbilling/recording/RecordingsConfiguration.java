package io.ucmbilling.recording;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.ucm.Ucms;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecordingsSettings.class)
class RecordingsConfiguration {

    /** Fetches are broken off when the gateway stops; their parts are removed later. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService fetchThreads() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("fetch-", 0).factory());
    }

    @Bean
    RecordingCounters recordingCounters(MeterRegistry registry) {
        return new RecordingCounters(registry);
    }

    @Bean
    RecordingCache recordingCache(RecordingsSettings settings, RecordingCounters counters, Clock clock) {
        return new RecordingCache(settings.bounds(), counters, clock);
    }

    @Bean
    FetchedRecordings recordings(
            Ucms ucms, RecordingCache cache, RecordingCounters counters, Clock clock, ExecutorService fetchThreads) {
        Fetch.Room room = new Fetch.Room(new Finder(ucms, clock), cache, new Doubts(clock), counters, clock);
        return new FetchedRecordings(room, new Listings(ucms, cache, clock), fetchThreads);
    }
}

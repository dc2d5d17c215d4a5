package io.ucmbilling.recording;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.recording.RecordingsSettings.Keep;
import io.ucmbilling.store.archive.WantedRecordings;
import io.ucmbilling.store.database.Locks;
import io.ucmbilling.ucm.Ucms;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecordingsSettings.class)
class RecordingsConfiguration {

    /** No executor by its type, as Spring takes any it finds for its own work. Fetches are broken off when the gateway stops. */
    static final class FetchThreads implements AutoCloseable {
        private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("fetch-", 0).factory());

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    @Bean
    FetchThreads fetchThreads() {
        return new FetchThreads();
    }

    @Bean
    RecordingCache recordingCache(RecordingsSettings settings, MeterRegistry registry, Clock clock) {
        return new RecordingCache(settings.bounds(), new RecordingCounters(registry), clock);
    }

    @Bean
    Fetch.Room fetchRoom(Ucms ucms, RecordingCache cache, MeterRegistry registry, Clock clock) {
        return new Fetch.Room(
                new Finder(ucms, clock), cache, new RecentTrouble(clock), new RecordingCounters(registry), clock);
    }

    @Bean
    Flights flights(Fetch.Room room, FetchThreads fetchThreads) {
        return new Flights(room, fetchThreads.threads);
    }

    @Bean
    Listings listings(Ucms ucms, RecordingCache cache, Clock clock) {
        return new Listings(ucms, cache, clock);
    }

    @Bean
    FetchedRecordings recordings(Fetch.Room room, Listings listings, Flights flights) {
        return new FetchedRecordings(room, listings, flights);
    }

    @Bean(destroyMethod = "stop")
    Archives archives(
            Fleet fleet,
            RecordingsSettings settings,
            WantedRecordings table,
            Prefetcher keeper,
            Listings listings,
            Locks locks,
            Clock clock) {
        settings.check(fleet.sites().stream().map(Site::id).toList());
        List<Archive> archives = fleet.sites().stream()
                .filter(site -> settings.keepOf(site.id()) == Keep.ALL)
                .map(site -> new Archive(site, table, keeper, listings, clock))
                .toList();
        return new Archives(archives, locks, clock);
    }

    @Bean
    Prefetcher keeper(Fetch.Room room, Flights flights) {
        return new Prefetcher(room, flights);
    }
}

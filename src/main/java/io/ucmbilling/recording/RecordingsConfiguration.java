package io.ucmbilling.recording;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.recording.download.RecentTrouble;
import io.ucmbilling.recording.download.RecordingFinder;
import io.ucmbilling.ucm.Ucms;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the family together, but for its archive. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecordingsSettings.class)
class RecordingsConfiguration {

    /** The threads of the downloads, which are broken off when the gateway stops. Spring would take an executor for its own work. */
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
        return new RecordingCache(settings.bounds(), registry, clock);
    }

    @Bean
    DownloadContext downloadContext(Ucms ucms, RecordingCache cache, MeterRegistry registry, Clock clock) {
        RecentTrouble trouble = new RecentTrouble(clock);
        RecordingFinder finder = new RecordingFinder(ucms, trouble);
        return new DownloadContext(finder, cache, trouble, new RecordingCounters(registry), clock);
    }

    @Bean
    SharedDownloads sharedDownloads(DownloadContext context, FetchThreads fetchThreads) {
        return new SharedDownloads(context, fetchThreads.threads);
    }

    @Bean
    CachedRecordings recordings(Ucms ucms, DownloadContext context, SharedDownloads downloads) {
        Listings listings = new Listings(ucms, context.cache(), context.clock());
        return new CachedRecordings(context, listings, downloads);
    }

    @Bean
    Prefetcher prefetcher(DownloadContext context, SharedDownloads downloads) {
        return new Prefetcher(context, downloads);
    }
}

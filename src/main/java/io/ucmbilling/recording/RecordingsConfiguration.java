package io.ucmbilling.recording;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.recording.RecordingsSettings.Keep;
import io.ucmbilling.recording.cache.ErasedFiles;
import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.recording.download.RecentTrouble;
import io.ucmbilling.recording.download.RecordingFinder;
import io.ucmbilling.recording.standing.RecordingOutcomes;
import io.ucmbilling.recording.standing.RecordingStandings;
import io.ucmbilling.store.archive.ErasedRecordings;
import io.ucmbilling.store.archive.WantedRecordings;
import io.ucmbilling.store.database.Locks;
import io.ucmbilling.store.retention.KeptFrom;
import io.ucmbilling.ucm.Ucms;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this family. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RecordingsSettings.class)
class RecordingsConfiguration {

    /** The threads of the downloads, which are broken off when the gateway stops. Spring would take an executor for its own work. */
    record FetchThreads(ExecutorService threads) {
        void stop() {
            threads.shutdownNow();
        }
    }

    @Bean(destroyMethod = "stop")
    FetchThreads fetchThreads() {
        return new FetchThreads(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("fetch-", 0).factory()));
    }

    @Bean
    RecordingCache recordingCache(RecordingsSettings settings, MeterRegistry registry, Clock clock) {
        return new RecordingCache(settings.bounds(), registry, clock);
    }

    @Bean
    ErasedFiles erasedFiles(ErasedRecordings table, KeptFrom keptFrom, RecordingCache cache, Clock clock) {
        return new ErasedFiles(table, keptFrom, cache, clock);
    }

    @Bean
    ErasureNotice erasureNotice(ObjectProvider<ErasedFiles> files) {
        return new ErasureNotice(files);
    }

    @Bean
    DownloadContext downloadContext(Ucms ucms, RecordingCache cache, MeterRegistry registry, Clock clock) {
        RecentTrouble trouble = new RecentTrouble(clock);
        return new DownloadContext(new RecordingFinder(ucms, trouble), cache, trouble, registry, clock);
    }

    @Bean
    SharedDownloads sharedDownloads(DownloadContext context, FetchThreads fetchThreads) {
        return new SharedDownloads(context, fetchThreads.threads());
    }

    @Bean
    RecordingOutcomes recordingOutcomes(Clock clock) {
        return new RecordingOutcomes(clock);
    }

    @Bean
    CachedRecordings recordings(
            Ucms ucms, DownloadContext context, SharedDownloads downloads, RecordingOutcomes outcomes) {
        Listings listings = new Listings(ucms, context.cache(), context.clock());
        return new CachedRecordings(context, listings, downloads, outcomes);
    }

    @Bean
    RecordingStandings recordingStandings(
            Fleet fleet, RecordingCache cache, RecordingOutcomes outcomes, WantedRecordings table) {
        return new RecordingStandings(fleet, cache, outcomes, table);
    }

    /** Makes an archiver for each site of which all recordings are kept. */
    @Bean(destroyMethod = "stop")
    ArchiverSchedule archiverSchedule(
            Fleet fleet,
            RecordingsSettings settings,
            WantedRecordings table,
            DownloadContext context,
            SharedDownloads downloads,
            Recordings recordings,
            Locks locks) {
        Prefetcher prefetcher = new Prefetcher(context, downloads);
        settings.check(fleet.sites().stream().map(Site::id).toList());
        List<RecordingArchiver> archivers = fleet.sites().stream()
                .filter(site -> settings.keepOf(site.id()) == Keep.ALL)
                .map(site -> new RecordingArchiver(site, table, prefetcher, recordings, context.clock()))
                .toList();
        return new ArchiverSchedule(archivers, locks, context.clock());
    }
}

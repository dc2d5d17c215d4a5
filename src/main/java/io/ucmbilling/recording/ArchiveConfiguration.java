package io.ucmbilling.recording;

import io.ucmbilling.recording.RecordingsSettings.Keep;
import io.ucmbilling.store.archive.WantedRecordings;
import io.ucmbilling.store.database.Locks;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together: an archive for each site of which all recordings are kept. */
@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {

    @Bean(destroyMethod = "stop")
    Archives archives(
            Fleet fleet,
            RecordingsSettings settings,
            WantedRecordings table,
            Prefetcher prefetcher,
            Recordings recordings,
            Locks locks,
            Clock clock) {
        settings.check(fleet.sites().stream().map(Site::id).toList());
        List<Archive> archives = fleet.sites().stream()
                .filter(site -> settings.keepOf(site.id()) == Keep.ALL)
                .map(site -> new Archive(site, table, prefetcher, recordings, clock))
                .toList();
        return new Archives(archives, locks, clock);
    }
}

package io.ucmbilling.collection;

import io.ucmbilling.contract.CdrQuery;
import io.ucmbilling.store.Census;
import io.ucmbilling.store.Cursors;
import io.ucmbilling.store.LeasedLocks;
import io.ucmbilling.store.Ledger;
import io.ucmbilling.store.Legs;
import io.ucmbilling.store.Locks;
import io.ucmbilling.ucm.Fleet;
import io.ucmbilling.ucm.Site;
import io.ucmbilling.ucm.Ucms;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollectionSettings.class)
class CollectionConfiguration {

    @Bean(initMethod = "start")
    LeasedLocks locks(DataSource dataSource, CollectionSettings settings, Clock clock) {
        return new LeasedLocks(dataSource, settings.lockLease(), clock);
    }

    @Bean(destroyMethod = "stop")
    Poller poller(Fleet fleet, SiteCollectors collectors, Locks locks, CollectionSettings settings, Clock clock) {
        List<SiteCollector> sites = fleet.sites().stream().map(collectors::of).toList();
        return new Poller(sites, locks, settings, clock);
    }

    @Bean
    SiteCollectors siteCollectors(
            Ucms ucms,
            Cursors cursors,
            Legs legs,
            Census census,
            Ledger ledger,
            CollectionCounters counters,
            CollectionSettings settings,
            Clock clock) {
        return site -> new SiteCollector(
                new SiteContext(
                        site,
                        ucms.of(site),
                        SiteContext.readerFor(site),
                        cursors,
                        legs,
                        census,
                        new CountingBreaker(site.id()),
                        new MisdatedWarning(site, clock),
                        counters,
                        CdrQuery.MOST_RECORDS),
                ledger,
                settings,
                new Backoff(settings, RandomGenerator.getDefault()),
                clock);
    }

    /** Makes a site's collector. */
    @FunctionalInterface
    interface SiteCollectors {
        SiteCollector of(Site site);
    }
}

package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.SiteContexts;
import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.store.database.Locks;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.retention.RetentionSettings;
import io.ucmbilling.store.site.SiteNeglect;
import io.ucmbilling.ucm.Ucms;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the collection. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollectionSettings.class)
class CollectionConfiguration {

    @Bean(destroyMethod = "stop")
    Poller poller(
            Fleet fleet,
            SiteCollectors collectors,
            Locks locks,
            SiteNeglect neglect,
            CollectionSettings settings,
            RetentionSettings retention,
            Clock clock) {
        retention.atLeast("gateway.collection.deep-sweep-window", settings.deepSweepWindow());
        retention.atLeast("gateway.collection.sweep-window", settings.sweepWindow());
        retention.atLeast("gateway.collection.most-settling", settings.mostSettling());
        fleet.sites().forEach(site -> retention.atLeast("gateway.sites." + site.id() + ".overlap", site.overlap()));
        List<SiteCollector> sites = fleet.sites().stream().map(collectors::of).toList();
        return new Poller(sites, locks, neglect::among, settings, clock);
    }

    @Bean
    SiteCollectors siteCollectors(
            Ucms ucms, SiteContexts contexts, Ledger ledger, CollectionSettings settings, Clock clock) {
        return site -> new SiteCollector(
                contexts.of(site, ucms.of(site)),
                ledger,
                settings,
                new Backoff(settings, RandomGenerator.getDefault()),
                clock);
    }

    @FunctionalInterface
    interface SiteCollectors {
        SiteCollector of(Site site);
    }
}

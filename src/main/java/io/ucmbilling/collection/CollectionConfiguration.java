package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.CollectionCounters;
import io.ucmbilling.collection.paging.CountingBreaker;
import io.ucmbilling.collection.paging.MisdatedWarning;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.Backoff;
import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.database.Locks;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.Sites;
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
    Poller poller(Fleet fleet, SiteCollectors collectors, Locks locks, CollectionSettings settings, Clock clock) {
        List<SiteCollector> sites = fleet.sites().stream().map(collectors::of).toList();
        return new Poller(sites, locks, settings, clock);
    }

    @Bean
    SiteCollectors siteCollectors(
            Ucms ucms,
            Sites sites,
            LegIntake intake,
            FirstDays firstDays,
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
                        sites,
                        intake,
                        firstDays,
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

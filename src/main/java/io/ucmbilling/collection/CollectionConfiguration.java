package io.ucmbilling.collection;

import io.ucmbilling.contract.CdrQuery;
import io.ucmbilling.store.Census;
import io.ucmbilling.store.Cursors;
import io.ucmbilling.store.Ledger;
import io.ucmbilling.store.Legs;
import io.ucmbilling.ucm.Fleet;
import io.ucmbilling.ucm.Site;
import io.ucmbilling.ucm.Ucms;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Puts the room together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollectionSettings.class)
class CollectionConfiguration {

    @Bean
    LockProvider lockProvider(DataSource dataSource) {
        return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(new JdbcTemplate(dataSource))
                .usingDbTime()
                .build());
    }

    @Bean
    SiteLocks siteLocks(LockProvider locks, CollectionSettings settings, Clock clock) {
        return new SiteLocks(locks, settings.lockLease(), clock);
    }

    @Bean(destroyMethod = "stop")
    Poller poller(Fleet fleet, SiteCollectors collectors, SiteLocks locks, CollectionSettings settings, Clock clock) {
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
            Counters counters,
            CollectionSettings settings,
            Clock clock) {
        return site -> new SiteCollector(
                new SiteAccess(
                        site,
                        ucms.of(site),
                        SiteAccess.readerFor(site),
                        cursors,
                        legs,
                        census,
                        new CountingTrust(site.id()),
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

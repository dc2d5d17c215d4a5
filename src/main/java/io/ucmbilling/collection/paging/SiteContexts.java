package io.ucmbilling.collection.paging;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.ucm.Ucm;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Maker of the sites' contexts, of what they share. */
@Component
public final class SiteContexts {
    private final Sites sites;
    private final LegIntake intake;
    private final FirstDays firstDays;
    private final Census census;
    private final CollectionCounters counters;
    private final Clock clock;

    public SiteContexts(
            Sites sites, LegIntake intake, FirstDays firstDays, Census census, MeterRegistry registry, Clock clock) {
        this.sites = sites;
        this.intake = intake;
        this.firstDays = firstDays;
        this.census = census;
        this.counters = new CollectionCounters(registry);
        this.clock = clock;
    }

    /** Returns the context of a site that is asked for pages as large as a UCM gives. */
    public SiteContext of(Site site, Ucm ucm) {
        return of(site, ucm, CdrQuery.MOST_RECORDS);
    }

    /** Returns the context of a site that is asked for pages of that many records. */
    public SiteContext of(Site site, Ucm ucm, int pageSize) {
        return new SiteContext(
                site,
                ucm,
                SiteContext.readerFor(site),
                sites,
                intake,
                firstDays,
                census,
                new CountingBreaker(site.id()),
                new MisdatedWarning(site, clock),
                counters,
                pageSize);
    }
}

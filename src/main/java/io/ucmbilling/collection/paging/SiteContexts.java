package io.ucmbilling.collection.paging;

import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.collection.plan.PageGate;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.collection.RequestedCollections;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.store.watch.SiteFaults;
import io.ucmbilling.ucm.Ucm;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Maker of the sites' contexts, of what they share. */
@Component
public record SiteContexts(
        Sites sites,
        LegIntake intake,
        FirstDays firstDays,
        Census census,
        RequestedCollections requested,
        SiteFaults faults,
        MeterRegistry meters,
        Clock clock) {

    /** Returns the context of a site that is asked for pages as large as a UCM gives. */
    public SiteContext of(Site site, Ucm ucm) {
        return of(site, ucm, CdrQuery.MOST_RECORDS);
    }

    /** Returns the context of a site that is asked for pages of that many records. */
    public SiteContext of(Site site, Ucm ucm, int pageSize) {
        return new SiteContext(
                site,
                ucm,
                pageSize,
                this,
                SiteContext.readerFor(site),
                new CountingBreaker(site.id()),
                new MisdatedWarning(site, clock),
                new CollectionCounters(meters, site.id()),
                new PageGate(site.id()));
    }
}

package io.ucmbilling.collection;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.paging.SiteContexts;
import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.contract.Format;
import io.ucmbilling.store.MemoryStore;
import io.ucmbilling.ucm.Ucm;
import io.ucmbilling.ucm.site.Site;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;

/** The one site of a history: its configuration, and the real collection over it. */
public final class HistorySite {
    public static final String ID = "branch-a";
    public static final ZoneId ZONE = ZoneId.of("America/Chicago");
    static final CollectionSettings SETTINGS = AgendaTest.settings();
    private static final MeterRegistry METERS = new SimpleMeterRegistry();

    private HistorySite() {}

    /** As a process begins it: what it remembered of the site is gone. */
    static SiteCollector collector(Ucm ucm, MemoryStore store, int pageSize, Clock clock) {
        Site site = site();
        SiteContext context = new SiteContexts(
                        store.sites(),
                        store.intake(),
                        store.firstDays(),
                        store.census(),
                        new NoRequests(),
                        new NoFaults(),
                        METERS,
                        clock)
                .of(site, ucm, pageSize);
        return new SiteCollector(context, store.ledger(), SETTINGS, new Backoff(SETTINGS, new Random(0)), clock);
    }

    private static Site site() {
        return new Site(
                ID,
                URI.create("https://pbx.example"),
                Site.Api.LEGACY,
                Format.JSON,
                "",
                "",
                ZONE,
                null,
                null,
                Duration.ofMinutes(1),
                Duration.ofHours(2),
                new Site.Tls(Site.Trust.ANY, null, null, false),
                new Site.Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60), 64 << 20, 2),
                Map.of(),
                null);
    }
}

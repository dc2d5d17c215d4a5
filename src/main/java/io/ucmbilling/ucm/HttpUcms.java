package io.ucmbilling.ucm;

import io.ucmbilling.ucm.http.PageResponses;
import io.ucmbilling.ucm.http.ReadingLimit;
import io.ucmbilling.ucm.http.SiteHttpClient;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.transport.RefusedLogin;
import io.ucmbilling.ucm.transport.Transports;
import java.io.IOException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The UCMs of all sites over HTTP, each with a client for pages and one for files. They are made when first asked for,
 * and closed together.
 */
@Component
final class HttpUcms implements Ucms, AutoCloseable {
    private final Clock clock;
    private final @Nullable KeyStore system;
    private final ReadingLimit limit = new ReadingLimit();
    private final Map<Site, SiteAccess> accesses = new ConcurrentHashMap<>();

    @Autowired
    HttpUcms(Clock clock) {
        this(clock, null);
    }

    /** @param system the authorities that {@link Site.Trust#SYSTEM} means; null: the JVM's */
    HttpUcms(Clock clock, @Nullable KeyStore system) {
        this.clock = clock;
        this.system = system;
    }

    @Override
    public Ucm of(Site site) {
        return access(site).ucm();
    }

    @Override
    public Recapi recapi(Site site) {
        return access(site).recapi();
    }

    private record SiteAccess(Ucm ucm, SiteHttpClient pages, Recapi recapi, SiteHttpClient files) {}

    private SiteAccess access(Site site) {
        return accesses.computeIfAbsent(site, this::open);
    }

    private SiteAccess open(Site site) {
        SiteHttpClient pages = new SiteHttpClient(site, system, SiteHttpClient.CONNECTIONS);
        SiteHttpClient files =
                new SiteHttpClient(site, system, site.limits().parallelFiles() + SiteHttpClient.CONNECTIONS);
        RefusedLogin refused = new RefusedLogin(clock);
        Transports transports = Transports.of(site, clock, refused);
        return new SiteAccess(
                new HttpUcm(pages, transports.cdrapi(), new PageResponses(site, clock, limit), new UcmClock(clock)),
                pages,
                new HttpRecapi(site, files, clock, transports.recapi(), refused),
                files);
    }

    @Override
    public void close() throws IOException {
        for (SiteAccess access : accesses.values()) {
            access.pages().close();
            access.files().close();
        }
    }
}

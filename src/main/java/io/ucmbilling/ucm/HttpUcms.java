package io.ucmbilling.ucm;

import io.ucmbilling.ucm.http.PageResponses;
import io.ucmbilling.ucm.http.ReadingLimit;
import io.ucmbilling.ucm.http.SiteHttpClient;
import io.ucmbilling.ucm.login.ApiSession;
import io.ucmbilling.ucm.login.RefusedLogin;
import io.ucmbilling.ucm.site.Site;
import java.io.IOException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One UCM, one recapi and a line for each a site, made when first asked for and closed together. */
final class HttpUcms implements Ucms, AutoCloseable {
    private final Clock clock;
    private final @Nullable KeyStore system;
    private final ReadingLimit reading = new ReadingLimit();
    private final Map<Site, Door> doors = new ConcurrentHashMap<>();

    HttpUcms(Clock clock) {
        this(clock, null);
    }

    /**
     * @param system the authorities that {@link Site.Trust#SYSTEM} means; null: the JVM's
     */
    HttpUcms(Clock clock, @Nullable KeyStore system) {
        this.clock = clock;
        this.system = system;
    }

    @Override
    public Ucm of(Site site) {
        return door(site).ucm();
    }

    @Override
    public Recapi recapi(Site site) {
        return door(site).recapi();
    }

    private record Door(Ucm ucm, SiteHttpClient pages, Recapi recapi, SiteHttpClient files) {}

    private Door door(Site site) {
        return doors.computeIfAbsent(site, this::open);
    }

    private Door open(Site site) {
        SiteHttpClient line = new SiteHttpClient(site, system, SiteHttpClient.CONNECTIONS);
        PageResponses pages = new PageResponses(site, clock, reading);
        SiteHttpClient files =
                new SiteHttpClient(site, system, site.limits().parallelFiles() + SiteHttpClient.CONNECTIONS);
        RefusedLogin refused = new RefusedLogin(clock);
        return switch (site.api()) {
            case LEGACY ->
                new Door(
                        new LegacyUcm(site, line, pages, refused),
                        line,
                        new HttpRecapi(site, files, clock, new LegacyRecapi(site, refused), refused),
                        files);
            case HTTPS -> {
                ApiSession session = new ApiSession(site, clock, refused);
                yield new Door(
                        new HttpsUcm(line, pages, session),
                        line,
                        new HttpRecapi(site, files, clock, new HttpsRecapi(session), refused),
                        files);
            }
        };
    }

    @Override
    public void close() throws IOException {
        for (Door door : doors.values()) {
            door.pages().close();
            door.files().close();
        }
    }
}

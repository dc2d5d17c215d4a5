package io.ucmbilling.ucm;

import java.io.IOException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One UCM and one line a site, made when first asked for and closed together. */
final class HttpUcms implements Ucms, AutoCloseable {
    private final Clock clock;
    private final @Nullable KeyStore system;
    private final Map<Site, Ucm> ucms = new ConcurrentHashMap<>();
    private final Map<Site, Line> lines = new ConcurrentHashMap<>();

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
        return ucms.computeIfAbsent(site, this::open);
    }

    @Override
    public Recapi recapi(Site site) {
        throw new UnsupportedOperationException("recapi of site " + site.id());
    }

    private Ucm open(Site site) {
        Line line = lines.computeIfAbsent(site, key -> new Line(key, system));
        return switch (site.api()) {
            case LEGACY -> new LegacyUcm(site, line, clock);
            case HTTPS -> new HttpsUcm(site, line, clock);
        };
    }

    @Override
    public void close() throws IOException {
        for (Line line : lines.values()) {
            line.close();
        }
    }
}

package io.ucmbilling.watching;

import io.ucmbilling.collection.Replica;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.env.Environment;

/** The whole application in front of simulated UCMs, one for each site, whose time is the test's. */
final class WatchedFleet implements AutoCloseable {
    static final Instant BEGIN = Instant.parse("2026-05-04T06:00:00Z");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final SettableClock clock = new SettableClock(BEGIN.plus(Duration.ofHours(20)));
    final Database database = Database.fresh();
    private final Map<String, SimulatedUcm> ucms = new LinkedHashMap<>();
    private final Replica replica;

    /** @param more settings that count beside or instead of those of this class */
    WatchedFleet(List<String> sites, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String site : sites) {
            Pbx pbx = Pbx.seeded(site.hashCode()).begin(BEGIN).callsPerHour(3).build();
            SimulatedUcm ucm = SimulatedUcm.over(pbx).start();
            ucms.put(site, ucm);
            String key = "gateway.sites." + site + ".";
            settings.put(key + "url", ucm.url().toString());
            settings.put(key + "username", "cdrapi");
            settings.put(key + "password", "cdrapi123");
            settings.put(key + "time-zone", pbx.zone().getId());
            settings.put(key + "tls.trust", "any");
            settings.put(key + "since", "2026-04-24");
            settings.put(key + "connect-timeout", "500ms");
        }
        settings.putAll(more);
        replica = Replica.start(database, clock, settings);
    }

    SimulatedUcm ucm(String site) {
        return Objects.requireNonNull(ucms.get(site));
    }

    <T> T bean(Class<T> type) {
        return replica.bean(type);
    }

    /** Lets that time pass, then polls until nothing is due. */
    void live(Duration time) {
        clock.advance(time);
        ucms.values().forEach(ucm -> ucm.pbx().advanceTo(clock.instant()));
        Replica.collect(List.of(replica));
    }

    /** Looks at the fleet, and asks for all metrics. */
    Scrape scrape(String instance) {
        bean(FleetWatch.class).look();
        return Scrape.of(get("/actuator/prometheus").body(), instance);
    }

    HttpResponse<String> get(String path) {
        URI uri = URI.create("http://127.0.0.1:" + port("management") + path);
        return send(HttpRequest.newBuilder(uri).build());
    }

    int port(String which) {
        return Integer.parseInt(bean(Environment.class).getRequiredProperty("local." + which + ".port"));
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        replica.close();
        ucms.values().forEach(SimulatedUcm::close);
        database.close();
    }
}

package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ring: a gateway collects from a gateway's own exports, in every shape and format and by both ways in, and serves the
 * same legs again.
 */
class RingIT {
    private static final Instant BEGIN = Instant.parse("2026-03-06T00:00:00Z");
    private static final String ZONE = "America/Chicago";
    /** The site and the exports of the way by the newer API. */
    private static final String API = "newer-api";

    @ParameterizedTest(name = "generation {0}")
    @ValueSource(ints = {1, 2, 3, 4})
    void servesWhatAnotherGatewayServes(int generation) throws Exception {
        SettableClock clock = new SettableClock(BEGIN.plus(Duration.ofDays(3)));
        Pbx pbx = Pbx.seeded(generation)
                .generation(generation)
                .zone(ZONE)
                .begin(BEGIN)
                .callsPerHour(20)
                .build();
        pbx.advanceTo(clock.instant());
        try (SimulatedUcm ucm = SimulatedUcm.over(pbx).start();
                Database first = Database.fresh();
                Database second = Database.fresh();
                Replica source = Replica.start(first, clock, source(ucm, FreePorts.next()));
                Replica ring = Replica.start(second, clock, ring(base(source)))) {
            Replica.collect(java.util.List.of(source));
            Replica.collect(java.util.List.of(ring));
            for (Shape shape : Shape.values()) {
                for (Format format : Format.values()) {
                    assertThat(Served.by(ring, base(ring) + "/" + id(shape, format)))
                            .as("%s in %s", shape, format)
                            .isNotEmpty()
                            .isEqualTo(Served.by(source, base(source) + "/" + id(shape, Format.JSON)));
                }
            }
            assertThat(Served.by(ring, base(ring) + "/" + API))
                    .as("by the newer API")
                    .isNotEmpty()
                    .isEqualTo(Served.by(source, base(source) + "/" + id(Shape.KEYS_44, Format.JSON)));
        }
    }

    private static String base(Replica replica) {
        return "https://" + replica.setting("gateway.exports.s22-json.address");
    }

    private static String id(Shape shape, Format format) {
        return "s" + shape.keys() + "-" + format.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> source(SimulatedUcm ucm, int port) {
        Map<String, String> settings = new LinkedHashMap<>();
        String site = "gateway.sites.branch.";
        settings.put(site + "url", ucm.url().toString());
        settings.put(site + "username", "cdrapi");
        settings.put(site + "password", "cdrapi123");
        settings.put(site + "time-zone", ZONE);
        settings.put(site + "since", "2026-03-05");
        settings.put(site + "model", ucm.pbx().model());
        settings.put(site + "tls.trust", "any");
        settings.put(site + "trunks.trunk_1", "carrier-east");
        for (Shape shape : Shape.values()) {
            export(settings, id(shape, Format.JSON), "branch", shape, port);
        }
        export(settings, API, "branch", Shape.KEYS_44, port);
        String api = "gateway.exports." + API + ".";
        settings.put(api + "https-api", "true");
        settings.put(api + "username", "tools");
        settings.put(api + "password", "of newer firmware");
        return settings;
    }

    private static Map<String, String> ring(String source) throws Exception {
        Map<String, String> settings = new LinkedHashMap<>();
        int port = FreePorts.next();
        for (Shape shape : Shape.values()) {
            for (Format format : Format.values()) {
                String site = "gateway.sites." + id(shape, format) + ".";
                settings.put(site + "url", source + "/" + id(shape, Format.JSON));
                settings.put(site + "time-zone", ZONE);
                settings.put(site + "since", "2026-03-05");
                settings.put(site + "format", format.name());
                settings.put(site + "tls.trust", "any");
                export(settings, id(shape, format), id(shape, format), shape, port);
            }
        }
        String site = "gateway.sites." + API + ".";
        settings.put(site + "url", source + "/" + API);
        settings.put(site + "api", "HTTPS");
        settings.put(site + "username", "tools");
        settings.put(site + "password", "of newer firmware");
        settings.put(site + "time-zone", ZONE);
        settings.put(site + "since", "2026-03-05");
        settings.put(site + "tls.trust", "any");
        export(settings, API, API, Shape.KEYS_44, port);
        return settings;
    }

    private static void export(Map<String, String> settings, String name, String site, Shape shape, int port) {
        String export = "gateway.exports." + name + ".";
        settings.put(export + "enabled", "true");
        settings.put(export + "address", "127.0.0.1:" + port);
        settings.put(export + "path", "/" + name);
        settings.put(export + "permitted-ips[0]", "127.0.0.0/8");
        settings.put(export + "sites[0]", site);
        settings.put(export + "shape", Integer.toString(shape.keys()));
    }
}

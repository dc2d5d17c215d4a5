package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A gateway makes the calls of the legs that it collects, by itself. */
class CallsOfAFleetIT {
    private static final Instant BEGIN = Instant.parse("2026-03-06T00:00:00Z");

    @Test
    void areMadeOfAllTheirLegs() throws Exception {
        SettableClock clock = new SettableClock(BEGIN.plus(Duration.ofDays(3)));
        Pbx pbx = Pbx.seeded(4)
                .generation(4)
                .zone("America/Chicago")
                .begin(BEGIN)
                .callsPerHour(20)
                .build();
        pbx.advanceTo(clock.instant());
        try (SimulatedUcm ucm = SimulatedUcm.over(pbx).start();
                Database database = Database.fresh();
                Replica gateway = Replica.start(database, clock, settings(ucm))) {
            Replica.collect(List.of(gateway));
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            await().until(() -> number(jdbc, "SELECT count(*) FROM stale_call") == 0);

            assertThat(number(jdbc, "SELECT count(*) FROM call"))
                    .isPositive()
                    .isEqualTo(number(jdbc, "SELECT count(DISTINCT session) FROM leg"))
                    .isEqualTo(number(jdbc, "SELECT sum(calls)::bigint FROM usage_slot"));
            assertThat(number(jdbc, "SELECT sum(legs) FROM call")).isEqualTo(number(jdbc, "SELECT count(*) FROM leg"));
            assertThat(number(jdbc, "SELECT count(*) FROM call WHERE utc_offset NOT IN (-21600, -18000)"))
                    .isZero();
            assertThat(number(jdbc, "SELECT count(*) FROM site_setting WHERE region = 'US'"))
                    .isEqualTo(1);
        }
    }

    private static long number(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private static Map<String, String> settings(SimulatedUcm ucm) {
        Map<String, String> settings = new LinkedHashMap<>();
        String site = "gateway.sites.branch.";
        settings.put(site + "url", ucm.url().toString());
        settings.put(site + "username", "cdrapi");
        settings.put(site + "password", "cdrapi123");
        settings.put(site + "time-zone", "America/Chicago");
        settings.put(site + "region", "us");
        settings.put(site + "since", "2026-03-05");
        settings.put(site + "model", ucm.pbx().model());
        settings.put(site + "tls.trust", "any");
        return settings;
    }
}

package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A UCM whose pages are too large where many calls fall into a window, since it counts items that hold several legs each (U6): smaller
 * windows are read instead, and nothing is left out.
 */
class SmallerWindowsIT {
    private static final Instant BEGIN = Instant.parse("2026-03-02T06:00:00Z");

    @Test
    void areReadIfAPageIsTooLarge() throws Exception {
        Pbx pbx = Pbx.seeded(3).begin(BEGIN).callsPerHour(60).build();
        pbx.advanceTo(BEGIN.plus(Duration.ofHours(30)));
        SettableClock clock = new SettableClock(pbx.now());
        try (Database database = Database.fresh();
                SimulatedUcm ucm = SimulatedUcm.over(pbx)
                        .paging(Paging.SEEN.counting(Paging.Counting.ITEMS))
                        .start();
                Replica gateway = Replica.start(database, clock, settings(ucm))) {
            Replica.collect(List.of(gateway));

            assertThat(pbx.shown()).hasSizeGreaterThan(1_000);
            assertThat(stored(database)).isEqualTo(pbx.shown().size());
            assertThat(gateway.counter("faults", "branch")).isPositive();
        }
    }

    private static int stored(Database database) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT count(*) FROM leg")
                .query(Integer.class)
                .single();
    }

    private static Map<String, String> settings(SimulatedUcm ucm) {
        Map<String, String> settings = new HashMap<>(Replica.unpolledSite("branch"));
        settings.put("gateway.sites.branch.url", ucm.url().toString());
        settings.put("gateway.sites.branch.time-zone", ucm.pbx().zone().toString());
        settings.put("gateway.sites.branch.tls.trust", "any");
        settings.put("gateway.sites.branch.max-answer-size", "200KB");
        settings.put(
                "gateway.sites.branch.since",
                LocalDate.ofInstant(BEGIN, ucm.pbx().zone()).toString());
        return settings;
    }
}

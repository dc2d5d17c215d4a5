package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The built jar, killed (SIGKILL) again and again while it proves day after day. */
class KilledProofIT {
    private static final int DAYS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void makesEachCertificateOnceAndWhole() throws Exception {
        Instant now = Clock.systemUTC().instant();
        Pbx pbx = Pbx.seeded(11)
                .zone("America/Santiago")
                .begin(now.minus(Duration.ofDays(DAYS)))
                .callsPerHour(20)
                .build();
        pbx.advanceTo(now);
        try (Database database = Database.fresh();
                SimulatedUcm ucm =
                        SimulatedUcm.over(pbx).paging(Paging.SEEN.atMost(25)).start()) {
            JdbcClient sql = JdbcClient.create(database.dataSource());
            for (int proven = 1; proven < DAYS - 1; proven += 3) {
                killOnceProven(proven, database, ucm, sql);
            }
            assertThat(certificates(sql))
                    .allSatisfy((day, held) -> assertThat(held).as(day).containsExactly(shown(pbx, day)));
        }
    }

    private static void killOnceProven(int days, Database database, SimulatedUcm ucm, JdbcClient sql) throws Exception {
        Process process = GatewayProcess.start(
                database, ucm, "--gateway.sites.branch.since=" + since(ucm), "--gateway.collection.sweep-interval=1s");
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> certificates(sql).size() >= days);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String since(SimulatedUcm ucm) {
        return ucm.pbx().shown().getFirst().text(Field.START).substring(0, 10);
    }

    /** Returns what each version of each day says was held. */
    private static Map<String, List<Long>> certificates(JdbcClient sql) {
        Map<String, List<Long>> certificates = new TreeMap<>();
        sql.sql("SELECT day::text AS day, array_agg(held ORDER BY version) AS held FROM certificate GROUP BY day")
                .query(row -> {
                    certificates.put(row.getString("day"), List.of((Long[])
                            row.getArray("held").getArray()));
                });
        return certificates;
    }

    private static long shown(Pbx pbx, String day) {
        return pbx.shown().stream()
                .filter(leg -> leg.text(Field.START).startsWith(day))
                .count();
    }
}

package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The built jar, two processes side by side, each killed (SIGKILL) in the middle of its pages and started again. */
class KilledProcessIT {
    private static final int KILLS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void losesAndDoublesNothing() throws Exception {
        Instant now = Clock.systemUTC().instant();
        Pbx pbx = Pbx.seeded(7)
                .generation(3)
                .zone("America/Santiago")
                .begin(now.minus(Duration.ofDays(6)))
                .callsPerHour(60)
                .build();
        pbx.advanceTo(now);
        List<Process> processes = new ArrayList<>();
        try (Database database = Database.fresh();
                SimulatedUcm ucm =
                        SimulatedUcm.over(pbx).paging(Paging.SEEN.atMost(25)).start()) {
            JdbcClient sql = JdbcClient.create(database.dataSource());
            processes.add(GatewayProcess.start(database, ucm));
            processes.add(GatewayProcess.start(database, ucm));
            for (int i = 0; i < KILLS; i++) {
                int before = stored(sql);
                await().atMost(PATIENCE).until(() -> stored(sql) > before + 100 || allRead(sql));
                processes.removeFirst().destroyForcibly().waitFor();
                processes.add(GatewayProcess.start(database, ucm));
            }
            await().atMost(PATIENCE)
                    .until(() -> allRead(sql) && stored(sql) >= pbx.shown().size());
            assertThat(keys(sql))
                    .containsExactlyInAnyOrderElementsOf(
                            pbx.shown().stream().map(KilledProcessIT::key).toList());
        } finally {
            for (Process process : processes) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static int stored(JdbcClient sql) {
        return sql.sql("SELECT count(*) FROM leg").query(Integer.class).single();
    }

    private static boolean allRead(JdbcClient sql) {
        return sql.sql("SELECT count(*) > 0 AND bool_and(reads > 0) FROM collection_day")
                .query(Boolean.class)
                .single();
    }

    private static List<@Nullable String> keys(JdbcClient sql) {
        return sql.sql("SELECT session || '|' || acct_id || '|' || start FROM leg")
                .query(String.class)
                .list();
    }

    private static String key(CdrRecord leg) {
        return leg.text(Field.SESSION) + "|" + leg.text(Field.ACCT_ID) + "|" + leg.text(Field.START);
    }
}

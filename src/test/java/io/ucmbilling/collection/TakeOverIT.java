package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.Fault;
import io.ucmbilling.testing.ucm.FaultSchedule;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two processes of the built jar; the one is killed (SIGKILL) while each of its passes waits for a UCM that hangs. With
 * {@code -Dtakeover.times=10} ten times, one after the other.
 */
class TakeOverIT {
    private static final List<String> SITES =
            IntStream.range(0, 40).mapToObj(i -> "site-" + i).toList();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String DEFAULT_LEASE = "20s";
    private static final int TIMES = Integer.getInteger("takeover.times", 1);

    @Test
    void aReplicaThatDiesIsReplacedWithinHalfAMinute() throws Exception {
        Pbx pbx = Pbx.seeded(7).begin(Clock.systemUTC().instant()).build();
        FaultSchedule hanging = new FaultSchedule().randomly(7, 1.0, Fault.TIME_OUT);
        List<Process> processes = new ArrayList<>();
        try (Database database = Database.fresh();
                SimulatedUcm ucm = SimulatedUcm.over(pbx).faults(hanging).start()) {
            JdbcClient sql = JdbcClient.create(database.dataSource());
            processes.add(start(database, ucm, "own-0"));
            await().atMost(PATIENCE).until(() -> areTaken(sql, Map.of()) && isTaken(sql, "own-0"));
            for (int i = 1; i <= TIMES; i++) {
                String own = "own-" + i;
                processes.add(start(database, ucm, own));
                await().atMost(PATIENCE).until(() -> isTaken(sql, own));
                Map<String, Long> before = fences(sql);
                processes.removeFirst().destroyForcibly().waitFor();
                long killed = System.nanoTime();
                await().atMost(PATIENCE).until(() -> areTaken(sql, before));
                Duration time = Duration.ofNanos(System.nanoTime() - killed);
                System.out.println(
                        "take-over of " + SITES.size() + " sites: " + time.toMillis() + " ms after the kill");
                assertThat(time).isLessThan(Duration.ofSeconds(30));
            }
        } finally {
            for (Process process : processes) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    /** @param own a site that this one has for itself: once it is taken, the others were tried as well */
    private static Process start(Database database, SimulatedUcm ucm, String own) throws IOException {
        List<String> settings = new ArrayList<>(List.of(GatewayProcess.LEASE + DEFAULT_LEASE));
        List<String> sites = new ArrayList<>(SITES);
        sites.add(own);
        for (String site : sites) {
            String key = "--gateway.sites." + site + ".";
            settings.addAll(List.of(
                    key + "url=" + ucm.url(),
                    key + "username=cdrapi",
                    key + "password=cdrapi123",
                    key + "time-zone=UTC",
                    key + "tls.trust=any",
                    key + "read-timeout=10m",
                    key + "answer-timeout=10m"));
        }
        return GatewayProcess.start(database, ucm, settings.toArray(String[]::new));
    }

    private static boolean isTaken(JdbcClient sql, String site) {
        return fences(sql).getOrDefault(site, 0L) > 0;
    }

    /** Whether every site was taken since those fences. */
    private static boolean areTaken(JdbcClient sql, Map<String, Long> before) {
        Map<String, Long> fences = fences(sql);
        return SITES.stream().allMatch(site -> fences.getOrDefault(site, 0L) > before.getOrDefault(site, 0L));
    }

    private static Map<String, Long> fences(JdbcClient sql) {
        Map<String, Long> fences = new HashMap<>();
        sql.sql("SELECT name, fence FROM site").query(row -> {
            fences.put(row.getString("name"), row.getLong("fence"));
        });
        return fences;
    }
}

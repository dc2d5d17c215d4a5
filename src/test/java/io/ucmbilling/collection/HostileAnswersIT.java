package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.testing.ucm.HostileAnswer;
import io.ucmbilling.testing.ucm.HostileAnswer.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A hostile or broken UCM harms itself alone: while two sites give a hostile answer to whatever they are asked, the
 * honest site beside them is collected and served as before, by one gateway in 256 MB, whose log is {@code
 * target/hostile-answers.log}. {@code -Dhostile=GZIP,HTML} plays those answers alone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileAnswersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROUNDS_BEFORE = 9;
    /** So many must be counted; one of them may be of the answer before. */
    private static final int ENOUGH = 2;

    private static HostileFleet fleet;
    private static GatewayProbe gateway;
    private static HonestSite honest;

    @BeforeAll
    static void startAndMeasure() throws Exception {
        fleet = new HostileFleet();
        gateway = new GatewayProbe(fleet.managementPort(), fleet.exportPort());
        honest = new HonestSite(fleet.pbx(), gateway);
        honest.measure(ROUNDS_BEFORE);
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        fleet.close();
    }

    /** Returns all answers, in rounds: in each, the sites of every kind give another one, side by side. */
    static Stream<List<HostileAnswer>> rounds() {
        Map<Site, List<HostileAnswer>> kinds = HostileAnswer.named(System.getProperty("hostile", "")).stream()
                .collect(Collectors.groupingBy(HostileAnswer::site));
        int rounds = kinds.values().stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, rounds)
                .mapToObj(round -> kinds.values().stream()
                        .filter(answers -> answers.size() > round)
                        .map(answers -> answers.get(round))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rounds")
    @Order(1)
    void harmsTheSiteThatGivesItAlone(List<HostileAnswer> answers) throws Exception {
        fleet.revive();
        honest.awaitAllServed();
        fleet.answer(answers);
        List<String> sites = answers.stream()
                .flatMap(answer -> fleet.sites(answer.site()).stream())
                .toList();
        Map<String, Long> before = counted(sites);
        long until = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Long> after = before;
        while (!isTold(answers, before, after)) {
            honest.makeCalls();
            after = counted(sites);
            assertThat(fleet.isAlive()).as("the gateway lives").isTrue();
            assertThat(System.nanoTime())
                    .as("%s led from %s to %s", answers, before, after)
                    .isLessThan(until);
        }
    }

    private static Map<String, Long> counted(List<String> sites) throws IOException, InterruptedException {
        Map<String, Long> counted = new HashMap<>();
        for (String site : sites) {
            gateway.counted(site).forEach((name, count) -> counted.put(site + " " + name, count));
        }
        return counted;
    }

    private static boolean isTold(List<HostileAnswer> answers, Map<String, Long> before, Map<String, Long> after) {
        return answers.stream()
                .allMatch(answer ->
                        fleet.sites(answer.site()).stream().allMatch(site -> isTold(answer, site, before, after)));
    }

    private static boolean isTold(
            HostileAnswer answer, String site, Map<String, Long> before, Map<String, Long> after) {
        return answer.outcomes().stream()
                        .map(outcome -> site + " " + outcome)
                        .mapToLong(name -> after.getOrDefault(name, 0L) - before.getOrDefault(name, 0L))
                        .sum()
                >= ENOUGH;
    }

    @Test
    @Order(2)
    void collectsThemAgainOnceTheyAnswerAsTheyShould() throws Exception {
        fleet.answer(List.of());
        for (String site : fleet.hostile()) {
            await(site).atMost(PATIENCE).until(() -> {
                String state = gateway.management("collection/" + site);
                return state.contains("\"failuresInARow\":0,");
            });
        }
    }

    @Test
    @Order(3)
    void losesNothingOfTheHonestSite() throws Exception {
        assertThat(HonestSite.keys(gateway.served(1_700_000_000)))
                .containsExactlyInAnyOrderElementsOf(HonestSite.keys(fleet.pbx().everShown()));
    }

    @Test
    @Order(3)
    void countsAllThatItReceived() throws Exception {
        for (String site : fleet.sites()) {
            await(site).atMost(PATIENCE).untilAsserted(() -> {
                Map<String, Long> counted = gateway.counted(site);
                assertThat(counted.getOrDefault("stored", 0L)
                                + counted.getOrDefault("unchanged", 0L)
                                + counted.getOrDefault("quarantined", 0L))
                        .isEqualTo(counted.getOrDefault("received", 0L));
            });
        }
    }

    @Test
    @Order(3)
    void neverRunsOutOfMemory() throws Exception {
        assertThat(Files.readString(fleet.log())).doesNotContain("OutOfMemoryError");
    }

    @Test
    @Order(3)
    void tellsOfEachSiteWhatWentWrong() throws Exception {
        assumeThat(System.getProperty("hostile")).as("all answers are played").isNull();
        String log = Files.readString(fleet.log());
        assertThat(fleet.sites())
                .filteredOn(site -> !site.equals(HostileFleet.HONEST))
                .allSatisfy(site -> assertThat(log).containsPattern("site " + site + ": [A-Z_]+ failed, [A-Z_]+: "));
        assertThat(log).doesNotContainPattern("site " + HostileFleet.HONEST + ": [A-Z_]+ failed");
    }
}

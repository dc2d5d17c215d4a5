package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.testing.ucm.HostileAnswer;
import io.ucmbilling.testing.ucm.HostileAnswer.Site;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * A hostile or broken UCM harms itself alone: while eight sites give hostile answers to whatever they are asked, the
 * honest site beside them is collected and served as before, by one gateway in 256 MB, whose log is {@code
 * target/hostile-answers.log}. {@code -Dhostile=GZIP,HTML} plays those answers alone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostileAnswersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ROUNDS_BEFORE = 9;
    /** So many must be counted, and then the site behaves; one of them may be of the answer before. */
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

    /** Returns all answers, in rounds: in each, every hostile site gives another one, side by side. */
    static Stream<List<HostileAnswer>> rounds() {
        List<HostileAnswer> left = new ArrayList<>(HostileAnswer.named(System.getProperty("hostile", "")));
        return Stream.generate(() -> round(left)).takeWhile(round -> !round.isEmpty());
    }

    private static List<HostileAnswer> round(List<HostileAnswer> left) {
        List<HostileAnswer> round = Stream.of(Site.values())
                .flatMap(kind ->
                        left.stream().filter(answer -> answer.site() == kind).limit(HostileFleet.count(kind)))
                .toList();
        left.removeAll(round);
        return round;
    }

    @ParameterizedTest
    @MethodSource("rounds")
    @Order(1)
    void harmsTheSiteThatGivesItAlone(List<HostileAnswer> answers) throws Exception {
        fleet.revive();
        honest.awaitAllServed();
        Map<String, Long> before = gateway.counted();
        Map<String, HostileAnswer> given = fleet.answer(answers);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!given.isEmpty()) {
            honest.makeCalls();
            Map<String, Long> after = gateway.counted();
            assertThat(fleet.isAlive()).as("the gateway lives").isTrue();
            assertThat(System.nanoTime())
                    .as("%s led from %s to %s", given, before, after)
                    .isLessThan(until);
            given.entrySet().stream()
                    .filter(each -> isTold(each.getValue(), each.getKey(), before, after))
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(told -> {
                        given.remove(told);
                        fleet.behave(told);
                    });
        }
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
                Map<String, Long> counted = gateway.counted();
                assertThat(counted.getOrDefault(site + " stored", 0L)
                                + counted.getOrDefault(site + " unchanged", 0L)
                                + counted.getOrDefault(site + " quarantined", 0L))
                        .isEqualTo(counted.getOrDefault(site + " received", 0L));
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

package io.ucmbilling.collection.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.Replica;
import io.ucmbilling.collection.SimulatedFleet;
import io.ucmbilling.collection.ledger.CompletenessEndpoint.DayState;
import io.ucmbilling.collection.ledger.DayStandings.Standing;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.testing.Documents;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Days of a fleet of all generations, formats, orders and ways to count, proven day by day. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompletenessIT {
    private static final Instant BEGIN = Instant.parse("2026-05-04T00:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 5, 5);
    private static final Pattern RECIPE = Pattern.compile("(?s)```sh\nucm=[^\n]+\n(.*?)```");

    private final SettableClock clock = new SettableClock(BEGIN.plus(Duration.ofDays(1)));
    private final Database database = Database.fresh();
    private final SimulatedFleet fleet = new SimulatedFleet(7, BEGIN, 6);
    private Replica gateway;

    @BeforeAll
    void liveForDays() throws IOException {
        fleet.advanceTo(clock.instant());
        gateway = Replica.start(database, clock, fleet.settings(BEGIN, FreePorts.next()));
        live(Duration.ofHours(14));
        swapARecord();
        live(Duration.ofHours(40));
    }

    @AfterAll
    void close() {
        if (gateway != null) {
            gateway.close();
        }
        fleet.close();
        database.close();
    }

    private void live(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.advance(Duration.ofMinutes(40));
            fleet.advanceTo(clock.instant());
            Replica.collect(List.of(gateway));
        }
    }

    /** One that is kept is deleted, and one that started as early appears: no count sees it. */
    private void swapARecord() {
        for (SimulatedFleet.Member member : fleet.members()) {
            CdrRecord victim = of(member, DAY).getFirst();
            member.pbx().delete(victim::equals);
            member.pbx()
                    .add(new CdrRecord.Builder()
                            .from(victim)
                            .set(Field.ACCT_ID, "9" + victim.text(Field.ACCT_ID))
                            .build());
        }
    }

    private static List<CdrRecord> of(SimulatedFleet.Member member, LocalDate day) {
        return member.pbx().shown().stream()
                .filter(leg -> leg.text(Field.START).startsWith(day.toString()))
                .toList();
    }

    private DayState state(SimulatedFleet.Member member, LocalDate day) {
        Object days = gateway.bean(CompletenessEndpoint.class)
                .days(member.id(), day.toString(), day.toString())
                .getBody();
        return (DayState) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(days)).get(day));
    }

    private Certificate newest(SimulatedFleet.Member member, LocalDate day) {
        DayState state = state(member, day);
        assertThat(state.standing()).as("%s: %s", member.id(), state).isEqualTo(Standing.CERTIFIED);
        return state.certificates().getLast();
    }

    @Test
    void certifiesEveryDayThatIsOver() {
        for (SimulatedFleet.Member member : fleet.members()) {
            assertThat(newest(member, DAY).held())
                    .as(member.id())
                    .isEqualTo(of(member, DAY).size());
            assertThat(state(member, DAY.plusDays(2)).standing()).isEqualTo(Standing.OPEN);
        }
    }

    @Test
    void findsByContentWhatNoCountSees() {
        for (SimulatedFleet.Member member : fleet.members()) {
            assertThat(newest(member, DAY).departed()).as(member.id()).isEqualTo(1);
        }
    }

    @Test
    void isVerifiedByCurlAndSort() throws Exception {
        for (SimulatedFleet.Member member : fleet.members()) {
            if (member.api().equals("LEGACY")) {
                assertThat(sortedHash(member, DAY))
                        .as(member.id())
                        .isEqualTo(newest(member, DAY).hash());
            }
        }
    }

    /** Runs what {@code src/docs/operations.md} shows, in smaller pages. */
    private static String sortedHash(SimulatedFleet.Member member, LocalDate day) throws Exception {
        String shown = Documents.found(RECIPE, Documents.text(Path.of("src/docs/operations.md")))
                .getFirst();
        String recipe = "ucm=%s zone=%s day=%s\n"
                        .formatted(member.ucm().url(), member.pbx().zone(), day)
                + shown.replace("1000", "50").replace("9000", "950");
        Process process = new ProcessBuilder("bash", "-c", recipe).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split(" ")[0];
    }

    @Test
    void makesANewVersionWhereACertifiedDayChanges() {
        LocalDate day = DAY.minusDays(1);
        for (SimulatedFleet.Member member : fleet.members()) {
            newest(member, day);
            CdrRecord victim = of(member, day).getLast();
            member.pbx().delete(victim::equals);
        }
        live(Duration.ofHours(22));
        for (SimulatedFleet.Member member : fleet.members()) {
            Certificate second = newest(member, day);
            assertThat(second.version()).as(member.id()).isEqualTo(2);
            assertThat(second.held()).isEqualTo(of(member, day).size());
            assertThat(second.reason()).contains("no longer held");
        }
    }
}

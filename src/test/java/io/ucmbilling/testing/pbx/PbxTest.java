package io.ucmbilling.testing.pbx;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PbxTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant WEEK_LATER = BEGIN.plus(Duration.ofDays(7));

    @Property(tries = 20)
    void makesTheSameLegsHoweverSmallTheSteps(
            @ForAll @IntRange(min = 1, max = 5) int generation, @ForAll @LongRange(min = 1, max = 400) long minutes) {
        Pbx atOnce = Pbx.seeded(7).generation(generation).lateShare(0.1).build();
        Pbx stepwise = Pbx.seeded(7).generation(generation).lateShare(0.1).build();

        atOnce.advanceTo(WEEK_LATER);
        while (stepwise.now().isBefore(WEEK_LATER)) {
            Instant next = stepwise.now().plus(Duration.ofMinutes(minutes));
            stepwise.advanceTo(next.isAfter(WEEK_LATER) ? WEEK_LATER : next);
        }

        assertThat(stepwise.shown()).isEqualTo(atOnce.shown());
    }

    @Test
    void makesOtherLegsFromAnotherSeed() {
        assertThat(week(Pbx.seeded(1)).shown()).isNotEqualTo(week(Pbx.seeded(2)).shown());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void givesARecordTheFieldsOfItsGeneration(int generation) {
        List<CdrRecord> legs = week(Pbx.seeded(3).generation(generation)).shown();

        assertThat(legs).hasSizeGreaterThan(500).allSatisfy(leg -> {
            assertThat(leg.generation()).isEqualTo(generation == 5 ? 3 : generation);
            assertThat(leg.others().keySet()).isEqualTo(generation == 5 ? Set.of("new_src", "reason", "sn") : Set.of());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void showsALegOnlyFromItsHangUpOn(int generation) {
        Pbx pbx = Pbx.seeded(4)
                .generation(generation)
                .zone("Etc/UTC")
                .lateShare(0.2)
                .build();
        int known = 0;
        while (pbx.now().isBefore(BEGIN.plus(Duration.ofDays(2)))) {
            Instant before = pbx.now();
            pbx.advance(Duration.ofMinutes(30));
            List<CdrRecord> all = pbx.shown();
            for (CdrRecord leg : all.subList(known, all.size())) {
                assertThat(hangUpAtTheLatest(leg)).isBeforeOrEqualTo(pbx.now());
            }
            known = all.size();
            assertThat(before).isBefore(pbx.now());
        }
        assertThat(known).isPositive();
    }

    private static Instant hangUpAtTheLatest(CdrRecord leg) {
        return utc(leg, Field.START).plusSeconds(number(leg, Field.DURATION));
    }

    @Test
    void showsACallOfHoursBehindCallsThatBeganLater() {
        Pbx pbx = week(Pbx.seeded(5).zone("Etc/UTC").lateShare(0.05));
        Instant newest = Instant.MIN;
        Duration latest = Duration.ZERO;
        for (CdrRecord leg : pbx.shown()) {
            Instant start = utc(leg, Field.START);
            if (start.isBefore(newest) && Duration.between(start, newest).compareTo(latest) > 0) {
                latest = Duration.between(start, newest);
            }
            newest = start.isAfter(newest) ? start : newest;
        }
        assertThat(latest).isGreaterThan(Duration.ofHours(3));
    }

    @Test
    void countsAcctIdsInTheOrderOfHangUp() {
        List<CdrRecord> legs = week(Pbx.seeded(6).lateShare(0.1)).shown();

        for (int i = 0; i < legs.size(); i++) {
            assertThat(number(legs.get(i), Field.ACCT_ID)).isEqualTo(i + 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void neverGivesTwoLegsOneKeyThoughAcctIdsRestart(int generation) {
        Pbx pbx = Pbx.seeded(8).generation(generation).callsPerHour(60).build();
        Set<String> keys = new HashSet<>();
        for (int day = 0; day < 7; day++) {
            pbx.advance(Duration.ofDays(1));
            pbx.restartAcctIds();
        }
        pbx.everShown().forEach(leg -> assertThat(keys.add(key(leg))).isTrue());
        assertThat(pbx.everShown().stream()
                        .filter(leg -> leg.text(Field.ACCT_ID).equals("1")))
                .hasSize(7);
    }

    private static String key(CdrRecord leg) {
        String call = leg.text(Field.SESSION).isEmpty() ? leg.text(Field.UNIQUEID) : leg.text(Field.SESSION);
        return call + " " + leg.text(Field.ACCT_ID) + " " + leg.text(Field.START);
    }

    /** The law of samples/README.md, <i>Time</i>. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void cutsStampsToSecondsAndDurationsAfterSubtracting(int generation) {
        for (CdrRecord leg :
                week(Pbx.seeded(9).generation(generation).zone("Etc/UTC")).shown()) {
            if (!leg.text(Field.END).isEmpty() && !leg.text(Field.DISPOSITION).equals("BUSY")) {
                long between = Duration.between(utc(leg, Field.START), utc(leg, Field.END))
                        .toSeconds();
                assertThat(between - number(leg, Field.DURATION)).as("%s", leg).isBetween(0L, 1L);
            }
            if (leg.text(Field.DISPOSITION).equals("ANSWERED")) {
                long talked = Duration.between(utc(leg, Field.ANSWER), utc(leg, Field.END))
                        .toSeconds();
                assertThat(talked - number(leg, Field.BILLSEC)).as("%s", leg).isBetween(0L, 1L);
            }
        }
    }

    @Test
    void writesStampsInItsZoneAndEpochsInUtc() {
        CdrRecord leg = week(Pbx.seeded(10).zone("Asia/Kolkata")).shown().getFirst();

        Instant start = LocalDateTime.parse(leg.text(Field.START).replace(' ', 'T'))
                .toInstant(java.time.ZoneOffset.ofHoursMinutes(5, 30));
        long epoch = Long.parseLong(leg.text(Field.UNIQUEID).substring(0, 10));
        assertThat(start.getEpochSecond() - epoch).isBetween(0L, 1L);
        assertThat(leg.text(Field.SESSION)).startsWith(Long.toString(epoch));
    }

    @Test
    void makesCallsOfEveryKind() {
        List<CdrRecord> legs =
                week(Pbx.seeded(11).generation(3).callsPerHour(60)).shown();

        assertThat(values(legs, Field.USERFIELD))
                .containsExactlyInAnyOrder("Internal", "Inbound", "Outbound", "External");
        assertThat(values(legs, Field.DISPOSITION))
                .containsExactlyInAnyOrder("ANSWERED", "NO ANSWER", "BUSY", "FAILED");
        assertThat(values(legs, Field.ACTION_TYPE))
                .containsExactlyInAnyOrder(
                        "DIAL", "RINGGROUP[6400]", "VM", "QUEUE[6500]", "CONFERENCE[6300]", "TRANSFER");
        assertThat(values(legs, Field.DCONTEXT)).contains("after-outbound-context", "outbound-route-2");
        assertThat(values(legs, Field.CHANNEL)).anyMatch(channel -> channel.startsWith("DAHDI/pseudo-"));
        assertThat(values(legs, Field.RECORDFILES)).anyMatch(files -> files.matches("2026-01/auto-.*\\.wav@"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void callsFictionalNumbersOnly(int generation) {
        List<CdrRecord> legs = week(Pbx.seeded(12).generation(generation)).shown();

        assertThat(values(legs, Field.SRC)).allMatch(number -> number.matches("|10\\d\\d|120255501\\d\\d"));
        assertThat(values(legs, Field.DST)).allMatch(number -> number.matches("s|10\\d\\d|6[345]00|120255501\\d\\d"));
    }

    @Test
    void keepsInMindWhatWasDeleted() {
        Pbx pbx = week(Pbx.seeded(13));
        List<CdrRecord> all = pbx.everShown();

        assertThat(pbx.deleteOldest(10)).isEqualTo(10);
        assertThat(pbx.deleteOne()).isTrue();
        assertThat(pbx.delete(leg -> leg.text(Field.ACCT_ID).equals("12"))).isLessThanOrEqualTo(1);

        assertThat(pbx.shown()).hasSizeBetween(all.size() - 12, all.size() - 11).doesNotContain(all.getFirst());
        assertThat(pbx.everShown()).isEqualTo(all);
    }

    @Test
    void beginsAcctIdsAnewAfterDeleteAll() {
        Pbx pbx = week(Pbx.seeded(14));

        pbx.deleteAll();
        pbx.advance(Duration.ofDays(1));

        assertThat(pbx.shown().getFirst().text(Field.ACCT_ID)).isEqualTo("1");
    }

    @Test
    void stampsByItsOwnClockAfterAJump() {
        Pbx pbx = Pbx.seeded(15).zone("Etc/UTC").lateShare(0).build();
        pbx.jumpClock(Duration.ofDays(100));
        pbx.advance(Duration.ofDays(1));

        assertThat(pbx.shown().getFirst().text(Field.START)).startsWith("2026-04-15 ");
        assertThat(pbx.clock().instant()).isEqualTo(BEGIN.plus(Duration.ofDays(101)));
        assertThat(pbx.now()).isEqualTo(BEGIN.plus(Duration.ofDays(1)));
    }

    @Test
    void namesATrunkAnewFromThenOn() {
        Pbx pbx = week(Pbx.seeded(16));
        pbx.renameTrunk("trunk_1", "carrier-north");
        int before = pbx.shown().size();
        pbx.advance(Duration.ofDays(3));

        List<CdrRecord> legs = pbx.shown();
        assertThat(values(legs.subList(0, before), Field.SRC_TRUNK_NAME)).doesNotContain("carrier-north");
        assertThat(values(legs.subList(before, legs.size()), Field.SRC_TRUNK_NAME))
                .contains("carrier-north");
    }

    @Test
    void showsWhatItIsTold() {
        Pbx pbx = Pbx.seeded(17).callsPerHour(0).build();
        CdrRecord leg = week(Pbx.seeded(18)).shown().getFirst();

        pbx.add(leg);
        pbx.advance(Duration.ofDays(1));

        assertThat(pbx.shown()).containsExactly(leg);
    }

    private static Pbx week(PbxBuilder builder) {
        Pbx pbx = builder.begin(BEGIN).build();
        pbx.advanceTo(WEEK_LATER);
        return pbx;
    }

    private static Set<String> values(List<CdrRecord> legs, Field field) {
        return legs.stream().map(leg -> leg.text(field)).collect(Collectors.toSet());
    }

    private static long number(CdrRecord leg, Field field) {
        return Long.parseLong(leg.text(field));
    }

    private static Instant utc(CdrRecord leg, Field field) {
        return Instant.parse(leg.text(field).replace(' ', 'T') + "Z");
    }
}

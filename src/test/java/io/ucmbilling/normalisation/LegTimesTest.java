package io.ucmbilling.normalisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.call.Leg;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Instants and seconds of a leg: no field without weight costs it (contract U11), and none loses an hour (N1). */
class LegTimesTest {

    private static String reading(CdrRecord record) {
        try {
            Leg leg = Records.read(record, null);
            return leg.acctId() + " " + leg.status() + " duration " + leg.durationSeconds() + " billsec "
                    + leg.billableSeconds() + " malformed " + LegReader.malformed(record, leg);
        } catch (UnreadableLegException e) {
            return record.text(Field.ACCT_ID) + " " + e.reason();
        }
    }

    /**
     * What the field showed: a clock that was put back during the call, one that was not set, seconds with a fraction. Only
     * the answered legs whose billsec is no number (375, 379) have no reading.
     */
    @Test
    void readsOddSecondsOfTheFieldWhereNobodyAnswered() throws Exception {
        assertThat(Records.field("case-05-seconds.json"))
                .extracting(LegTimesTest::reading)
                .containsExactly(
                        "373 NO_ANSWER duration 0 billsec 0 malformed [DURATION]",
                        "374 FAILED duration 0 billsec 0 malformed [DURATION]",
                        "375 billsec: found '-1', expected seconds, 0 to 2147483647",
                        "376 NO_ANSWER duration 1764180000 billsec 0 malformed []",
                        "377 FAILED duration 0 billsec 0 malformed [DURATION]",
                        "378 BUSY duration 0 billsec 0 malformed []",
                        "379 billsec: found '20.000000', expected seconds, 0 to 2147483647",
                        "380 ANSWERED duration 24 billsec 20 malformed []");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "2147483647, 2147483647",
        "0000000000000000000009, 9",
        "2147483648, 0",
        "99999999999999999999999, 0",
        "-3, 0",
        "+3, 0",
        "24.000000, 0",
        "1e3, 0",
        "' 3', 0",
        "\u0663, 0",
        "nan, 0",
        "'', 0"
    })
    void secondsAreAWholeNumberOrNoneWhereNobodyAnswered(String given, int read) throws Exception {
        CdrRecord.Builder record = Records.guideAge()
                .set(Field.DISPOSITION, "NO ANSWER")
                .set(Field.DURATION, given)
                .set(Field.BILLSEC, given);
        assertThat(Records.read(record, null).durationSeconds()).isEqualTo(read);
        assertThat(Records.read(record, null).billableSeconds()).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "20.000000", "2147483648"})
    void anAnsweredLegNeedsItsBillsec(String given) {
        assertThatThrownBy(() -> Records.read(Records.guideAge().set(Field.BILLSEC, given), null))
                .isInstanceOf(UnreadableLegException.class)
                .hasMessageStartingWith("billsec: found '" + given + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "-3, 2013-12-03 11:46:49, 9",
        "9.0, 2013-12-03 11:46:49, 9",
        "'', 2013-12-03 11:46:49, 9",
        "4294967293, '', 6",
        "-3590, 2013-12-03 10:46:49, 6"
    })
    void anAnsweredLegWithoutADurationTookFromStartToEnd(String given, String end, int read) throws Exception {
        CdrRecord.Builder record = Records.guideAge().set(Field.DURATION, given).set(Field.END, end);
        assertThat(Records.read(record, null).durationSeconds()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"ANSWERED", "NO ANSWER", "BUSY", "SOMETHING"})
    void anAnswerOrAnEndThatCannotBeReadIsNone(String disposition) throws Exception {
        CdrRecord record = Records.guideAge()
                .set(Field.DISPOSITION, disposition)
                .set(Field.ANSWER, "03/12/2013 11:46")
                .set(Field.END, "2013-02-30 11:46:49")
                .build();
        Leg leg = Records.read(record, null);
        assertThat(leg.answeredAt()).isNull();
        assertThat(leg.endedAt()).isNull();
        assertThat(leg.durationSeconds()).isEqualTo(9);
        assertThat(LegReader.malformed(record, leg)).containsExactly(Field.ANSWER, Field.END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000-00-00 00:00:00"})
    void aStampOfNothingIsNotMalformed(String none) throws Exception {
        CdrRecord record =
                Records.guideAge().set(Field.ANSWER, none).set(Field.END, none).build();
        Leg leg = Records.read(record, null);
        assertThat(leg.endedAt()).isNull();
        assertThat(LegReader.malformed(record, leg)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"AcctId, 62a", "AcctId, 1234567890123456789", "start, 2013-12-03", "uniqueid, ''"})
    void theKeyCostsTheLeg(String field, String given) {
        assertThatThrownBy(() -> Records.read(Records.guideAge().set(field, given), null))
                .isInstanceOf(UnreadableLegException.class)
                .hasMessageContaining(field + ": found '" + given + "'");
    }

    private static String span(Leg leg) {
        return leg.startedAt() + " " + leg.answeredAt() + " " + leg.endedAt();
    }

    /** N1: the calls of the night in which Chicago's clock goes back at 07:00 UTC. */
    @Test
    void aCallAcrossTheChangeKeepsItsLength() throws Exception {
        List<String> spans = new ArrayList<>();
        for (CdrRecord record : Records.field("case-13-autumn-end.json")) {
            spans.add(span(Records.read(record, null)));
        }
        assertThat(spans)
                .containsExactly(
                        "2026-11-01T06:20:00Z 2026-11-01T06:20:05Z 2026-11-01T07:05:00Z",
                        "2026-11-01T05:30:00Z 2026-11-01T05:30:05Z 2026-11-01T07:40:00Z",
                        "2026-11-01T06:58:00Z 2026-11-01T07:01:00Z 2026-11-01T07:02:00Z",
                        "2026-11-01T07:10:00Z 2026-11-01T07:10:04Z 2026-11-01T07:10:24Z");
    }

    private static CdrRecord.Builder autumn(String start, @Nullable String answer, @Nullable String end) {
        return Records.guideAge()
                .set(Field.UNIQUEID, "1793511000.437") // 00:30 in Chicago
                .set(Field.START, "2026-11-01 " + start)
                .set(Field.ANSWER, answer == null ? "" : "2026-11-01 " + answer)
                .set(Field.END, end == null ? "" : "2026-11-01 " + end);
    }

    @Test
    void aCallOfSeventyMinutesStaysOneOfSeventy() throws Exception {
        CdrRecord.Builder record = autumn("00:30:00", "00:30:05", "01:40:00")
                .set(Field.DURATION, "4200")
                .set(Field.BILLSEC, "4195");
        assertThat(span(Records.read(record, null)))
                .isEqualTo("2026-11-01T05:30:00Z 2026-11-01T05:30:05Z 2026-11-01T06:40:00Z");
    }

    @Test
    void theBillsecStandsInForADurationThatCannotBeRead() throws Exception {
        CdrRecord.Builder record = autumn("00:30:00", "00:30:05", "01:40:00")
                .set(Field.DURATION, "-3")
                .set(Field.BILLSEC, "7795");
        assertThat(span(Records.read(record, null))).endsWith("2026-11-01T07:40:00Z");
    }

    @Test
    void anAnswerWithoutAnEndIsTheOneNearestToTheStart() throws Exception {
        CdrRecord.Builder record = autumn("00:50:00", "01:10:00", null).set(Field.BILLSEC, "600");
        assertThat(span(Records.read(record, null))).isEqualTo("2026-11-01T05:50:00Z 2026-11-01T06:10:00Z null");
    }

    @Test
    void theEarlierReadingCountsAtATie() throws Exception {
        // 01:30 is 06:30 and 07:30 UTC; the start and the duration say 07:00.
        CdrRecord.Builder record = autumn("00:30:00", null, "01:30:00").set(Field.DURATION, "5400");
        assertThat(span(Records.read(record, null))).endsWith("2026-11-01T06:30:00Z");
    }

    @Test
    void theEarlierReadingOfAStartCountsWithoutAnEpoch() throws Exception {
        CdrRecord.Builder record = autumn("01:30:00", null, null).set(Field.UNIQUEID, "pbx.1");
        assertThat(Records.read(record, null).startedAt()).isEqualTo(Instant.parse("2026-11-01T06:30:00Z"));
    }
}

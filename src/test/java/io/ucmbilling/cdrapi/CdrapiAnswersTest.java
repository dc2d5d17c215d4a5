package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.store.serving.LegQuery;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.testing.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** From the request to the question asked of the store, and from what it gives to the answer. */
class CdrapiAnswersTest {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private final FakeLegs legs = new FakeLegs(Gateway.guide());

    /** S5, S1.5. */
    @ParameterizedTest
    @CsvSource({
        "'', csv, text/csv;charset=UTF-8",
        "?format=csv, csv, text/csv;charset=UTF-8",
        "?format=XML, xml, application/xml;charset=UTF-8",
        "?FORMAT=json, json, application/json;charset=UTF-8",
    })
    void writesTheGuidesRecordsByteForByte(String query, String format, String contentType) {
        Answer answer = ask(query);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).containsExactly(contentType);
        assertThat(answer.body()).isEqualTo(Samples.bytes("guide-example." + format));
    }

    @Test
    void putsTheWholeQuestionToTheStore() {
        ask(
                "?caller=5300&callee=53@&answeredby=1-2&minDur=8&maxDur=60&startTime=2013-07-01&endTime=2013-07-31T23:59:59-06:00");

        var bounds = new SiteBounds(
                "branch-a", Instant.parse("2013-07-01T00:00:00Z"), Instant.parse("2013-08-01T05:59:59Z"));
        LegQuery asked = legs.asked();
        assertThat(asked.sites()).containsExactly(bounds);
        assertThat(asked.caller()).containsExactly(new NumberPattern.Exact("5300"));
        assertThat(asked.callee()).containsExactly(new NumberPattern.Wildcard("53@"));
        assertThat(asked.answeredBy()).hasSize(1).first().isInstanceOf(NumberPattern.Range.class);
        assertThat(asked.minBillableSeconds()).isEqualTo(8);
        assertThat(asked.maxBillableSeconds()).isEqualTo(60);
        assertThat(asked.calls()).isFalse();
    }

    @Test
    void asksForAllWithoutParameters() {
        ask("");

        assertThat(legs.asked())
                .isEqualTo(new LegQuery(
                        List.of(new SiteBounds("branch-a", null, null)), null, null, null, null, null, false));
    }

    /** S2, Time. */
    @Test
    void readsATimeWithoutZoneInUtc() {
        ask("?startTime=2026-01-10T08:00", "billing.sites", "");

        assertThat(legs.asked().sites())
                .extracting(SiteBounds::from)
                .containsExactly(Instant.parse("2026-01-10T08:00:00Z"), Instant.parse("2026-01-10T08:00:00Z"));
    }

    /** S2, Time. */
    @Test
    void readsATimeWithoutZoneInEachSitesOwnWhereTheExportSaysSo() {
        ask("?startTime=2026-01-10T08:00", "billing.sites", "", "billing.naive-time", "SITE");

        assertThat(legs.asked().sites())
                .containsExactly(
                        new SiteBounds("branch-a", Instant.parse("2026-01-10T14:00:00Z"), null),
                        new SiteBounds("branch-b", Instant.parse("2026-01-10T08:00:00Z"), null));
    }

    /** S2, Time: in the hour that comes twice (Chicago, 1 November 2026) more matches. */
    @Test
    void readsABoundInTheHourThatComesTwiceSoThatMoreMatches() {
        ask("?startTime=2026-11-01T01:30&endTime=2026-11-01T01:30", "billing.naive-time", "SITE");

        assertThat(legs.asked().sites())
                .containsExactly(new SiteBounds(
                        "branch-a", Instant.parse("2026-11-01T06:30:00Z"), Instant.parse("2026-11-01T07:30:00Z")));
    }

    @Test
    void readsNowFromTheClock() {
        ask("?endTime=now");

        assertThat(legs.asked().sites()).containsExactly(new SiteBounds("branch-a", null, Gateway.NOW));
    }

    /** S2, Time: {@code now} is one moment of a request, for both bounds and every site. */
    @Test
    void readsNowOnce() {
        Map<String, Object> settings = Gateway.billing("billing.username", "", "billing.sites", "");
        try (Gateway gateway = new Gateway(legs, new RunningClock(), settings)) {
            RawHttps.get(gateway.port(), "/cdrapi?startTime=now&endTime=now");
        }

        Instant now = legs.asked().sites().getFirst().from();
        assertThat(legs.asked().sites())
                .containsExactly(new SiteBounds("branch-a", now, now), new SiteBounds("branch-b", now, now));
    }

    /** S3. */
    @ParameterizedTest
    @CsvSource({
        "json, 33, true",
        "json, 44, true",
        "json, 27, false",
        "json, 22, false",
        "csv, 33, false",
        "xml, 44, false"
    })
    void asksForCallsOnlyInNestedJson(String format, String shape, boolean calls) {
        ask("?format=" + format, "billing.shape", shape);

        assertThat(legs.asked().calls()).isEqualTo(calls);
    }

    @Test
    void pagesAsAsked() {
        assertThat(ask("?numRecords=1&offset=1").text()).contains("\n63,").doesNotContain("\n62,", "\n64,");
        assertThat(ask("?numRecords=0").text()).doesNotContain("62,");
        assertThat(ask("?offset=3").text()).isEqualTo(Samples.text("empty/gen1.csv"));
    }

    /** S2: query and form count together. */
    @Test
    void readsAForm() {
        try (Gateway gateway = gateway()) {
            Answer answer =
                    RawHttps.request(gateway.port(), "POST", "/cdrapi?format=json", "numRecords=1&offset=2", FORM);

            assertThat(answer.text()).contains("\"AcctId\": \"64\"").doesNotContain("\"62\"");
        }
    }

    @Test
    void refusesAParameterGivenInQueryAndForm() {
        try (Gateway gateway = gateway()) {
            Answer answer = RawHttps.request(gateway.port(), "POST", "/cdrapi?minDur=1", "minDur=1", FORM);

            assertThat(answer.text()).isEqualTo(Samples.text("empty/gen1.csv"));
        }
    }

    @Test
    void takesAnEmptyFormOfAnyType() {
        try (Gateway gateway = gateway()) {
            Answer answer = RawHttps.request(gateway.port(), "POST", "/cdrapi", "", "Content-Type: application/json");

            assertThat(answer.body()).isEqualTo(Samples.bytes("guide-example.csv"));
        }
    }

    @Test
    void refusesABodyThatIsNoFormOrTooLarge() {
        try (Gateway gateway = gateway()) {
            Answer json = RawHttps.request(gateway.port(), "POST", "/cdrapi", "{}", "Content-Type: application/json");
            Answer large = RawHttps.request(gateway.port(), "POST", "/cdrapi", "caller=" + "1".repeat(65_536), FORM);

            assertThat(json.status()).isEqualTo(415);
            assertThat(large.status()).isEqualTo(413);
        }
    }

    /** S2; the guide's notes, and its two misprinted URLs. */
    @ParameterizedTest
    @CsvSource({
        "format=xml&caler=5300, gen1.xml",
        "format=json&caller=, gen1.json",
        "format=json&minDur=5&minDur=10, gen1.json",
        "format=tsv, gen1.csv",
        "format=xml&format=xml, gen1.csv",
        "caller=5300-5301-, gen1.csv",
        "'caller=5300,,5303', gen1.csv",
        "caller=5300&, gen1.csv",
        "numRecords=ten, gen1.csv",
        "caller=%zz, gen1.csv",
        "cdrapi?format=XML&caller=5300&caller=6300-6399&callee=5@, gen1.csv",
        "sstartTime=2013-07-01T00:00:00-06:00&endTime=2013-07-31T23:59:59-06:00&numRecords=200&offset=200, gen1.csv",
    })
    void answersAWrongRequestWithTheEmptyContainerAndCountsIt(String query, String empty) {
        try (Gateway gateway = gateway()) {
            Answer answer = RawHttps.get(gateway.port(), "/cdrapi?" + query);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo(Samples.text("empty/" + empty));
            assertThat(gateway.meters
                            .counter("gateway.cdrapi.refused", "export", "billing")
                            .count())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"33, empty/gen3.json", "44, empty/gen4.json", "27, empty/gen2.json"})
    void framesAnEmptyAnswerAsItsShapeDoes(String shape, String empty) {
        assertThat(ask("?format=json&caler=1", "billing.shape", shape).text()).isEqualTo(Samples.text(empty));
    }

    /** S5, Nesting. */
    @Test
    void nestsTheLegsOfACall() {
        List<StoredLeg> call = Gateway.records("gen3/internal-busy-voicemail.json").stream()
                .map(record -> Gateway.leg(1, record))
                .toList();
        FakeLegs one = new FakeLegs(List.of(call));
        try (Gateway gateway = open(one, "billing.shape", 33)) {
            assertThat(RawHttps.get(gateway.port(), "/cdrapi?format=json").text())
                    .contains("\"main_cdr\": {", "\"sub_cdr_1\": {", "\"sub_cdr_2\": {")
                    .doesNotContain("sub_cdr_3");
        }
    }

    /** An empty container would say that nothing matches. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST"})
    void tellsThatTheDatabaseIsAway(String method) {
        for (RuntimeException failure :
                List.of(new DataAccessResourceFailureException("gone"), new CannotCreateTransactionException("gone"))) {
            legs.fail(failure, 0);
            try (Gateway gateway = gateway()) {
                Answer answer = RawHttps.request(gateway.port(), method, "/cdrapi", "");

                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).containsExactly("10");
                assertThat(answer.body()).isEmpty();
                assertThat(gateway.count("unavailable")).isEqualTo(1);
            }
        }
    }

    @Test
    void tellsAFaultOfItsOwnWithoutDetails() {
        legs.fail(new IllegalStateException("inner secret"), 1);
        Answer answer = ask("");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void breaksTheConnectionWhereTheAnswerHadBegun() {
        FakeLegs many = new FakeLegs(Collections.nCopies(1000, Gateway.guide().getFirst()));
        many.fail(new DataAccessResourceFailureException("gone"), 900);
        try (Gateway gateway = open(many)) {
            Answer answer = RawHttps.get(gateway.port(), "/cdrapi?format=xml");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isFalse();
            assertThat(answer.text()).startsWith("<root>\n").doesNotContain("</root>");
            assertThat(gateway.count("broken_off")).isEqualTo(1);
        }
    }

    /** A client of HTTP/1.0 takes the connection's end for the answer's. */
    @Test
    void tellsTheLengthFirstToAClientThatKnowsNoChunks() {
        FakeLegs many = new FakeLegs(Collections.nCopies(1000, Gateway.guide().getFirst()));
        try (Gateway gateway = open(many)) {
            assertThat(oldClient(gateway).header("Content-Length")).hasSize(1);
            many.fail(new DataAccessResourceFailureException("gone"), 900);
            assertThat(oldClient(gateway).status()).isEqualTo(503);
        }
    }

    private static Answer oldClient(Gateway gateway) {
        return RawHttps.send(gateway.port(), "GET /cdrapi HTTP/1.0\r\n\r\n");
    }

    private Answer ask(String query, Object... settings) {
        try (Gateway gateway = open(legs, settings)) {
            return RawHttps.get(gateway.port(), "/cdrapi" + query);
        }
    }

    private Gateway gateway() {
        return open(legs);
    }

    private static Gateway open(FakeLegs legs, Object... settings) {
        Object[] all = new Object[settings.length + 4];
        all[0] = "billing.username";
        all[1] = "";
        all[2] = "billing.sites";
        all[3] = "branch-a";
        System.arraycopy(settings, 0, all, 4, settings.length);
        return Gateway.billing(legs, all);
    }

    /** Clock that goes on by a second at each look. */
    private static final class RunningClock extends Clock {
        private final SettableClock clock = new SettableClock(Gateway.NOW);

        @Override
        public Instant instant() {
            clock.advance(Duration.ofSeconds(1));
            return clock.instant();
        }

        @Override
        public ZoneId getZone() {
            return clock.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

/** Contract S2 to S6 by the newer API: the same parameters, the same bytes, and statuses for what is wrong. */
class ApiRecordsTest {
    private static final byte[] WAV = "RIFF".repeat(1000).getBytes(StandardCharsets.US_ASCII);

    private final FakeLegs legs = new FakeLegs(
            Stream.concat(Gateway.guide().stream(), Stream.of(recorded("77", "2026-05/a.wav@2026-05/b+c.wav@")))
                    .toList());
    private final Gateway gateway = new Gateway(
            legs,
            new FakeRecordings()
                    .keep("branch-a", "monitor/2026-05/a.wav", WAV)
                    .keep("branch-a", "monitor/2026-05/b+c.wav", WAV)
                    .list("branch-a", "", "Directory,Filename\n,monitor\n"),
            Clock.fixed(Gateway.NOW, ZoneOffset.UTC),
            Gateway.billing("billing.https-api", true, "billing.sites", "branch-a"));
    private final ApiCaller api = new ApiCaller(gateway.port());
    private final String cookie = api.cookie();

    private static List<StoredLeg> recorded(String acctId, String recordFiles) {
        CdrRecord record = new CdrRecord.Builder()
                .from(Gateway.records("guide-example.json").getFirst())
                .set(Field.ACCT_ID, acctId)
                .set(Field.RECORDFILES, recordFiles)
                .build();
        return List.of(Gateway.leg(2000, record));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "csv, text/csv;charset=UTF-8",
        "xml, application/xml;charset=UTF-8",
        "json, application/json;charset=UTF-8"
    })
    void givesTheGuidesRecordsByteForByte(String format, String contentType) {
        Answer answer = send("cdrapi", "format", format, "numRecords", "3");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).containsExactly(contentType);
        assertThat(answer.body()).isEqualTo(Samples.bytes("guide-example." + format));
    }

    @Test
    void putsTheWholeQuestionToTheStore() {
        send(
                "cdrapi",
                "caller",
                "5300,+1",
                "callee",
                "53@",
                "minDur",
                "8",
                "maxDur",
                "60",
                "startTime",
                "2013-07-01",
                "endTime",
                "2013-07-31T23:59:59-06:00",
                "timeFilterType",
                "Start");

        assertThat(legs.asked().sites())
                .containsExactly(new SiteBounds(
                        "branch-a", Instant.parse("2013-07-01T00:00:00Z"), Instant.parse("2013-08-01T05:59:59Z")));
        assertThat(legs.asked().caller())
                .containsExactly(new NumberPattern.Exact("5300"), new NumberPattern.Exact("+1"));
        assertThat(legs.asked().callee()).containsExactly(new NumberPattern.Wildcard("53@"));
        assertThat(legs.asked().minBillableSeconds()).isEqualTo(8);
        assertThat(legs.asked().maxBillableSeconds()).isEqualTo(60);
    }

    /** Public clients send numbers as such, null for what they do not ask, and a space in a time. */
    @Test
    void readsNumbersNullsAndSpacedTimesAsClientsSendThem() {
        Answer answer = post("\"numRecords\":1,\"offset\":1,\"caller\":null,\"startTime\":\"2013-12-01 00:00:00\"");

        assertThat(answer.text().lines()).hasSize(2).anyMatch(line -> line.startsWith("63,"));
        assertThat(legs.asked().caller()).isNull();
        assertThat(legs.asked().sites())
                .containsExactly(new SiteBounds("branch-a", Instant.parse("2013-12-01T00:00:00Z"), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"numRecords\":\"x\"",
                "\"numRecords\":-1",
                "\"numRecords\":1.5",
                "\"start_time\":\"2026-01-01\"",
                "\"startTime\":\"yesterday\"",
                "\"caller\":\"\"",
                "\"caller\":[\"1\"]",
                "\"caller\":\"1\",\"caller\":\"2\"",
                "\"format\":\"csv\",\"Format\":\"json\"",
                "\"format=json&caller\":\"1\"",
                "\"format\":true"
            })
    void refusesAWrongParameter(String parameter) {
        assertThat(post(parameter).text())
                .isEqualTo("{\"response\":{\"error_msg\":\"Invalid parameters!\"},\"status\":-1}");
    }

    @Test
    void countsWhatItRefuses() {
        post("\"caler\":\"1\"");

        assertThat(gateway.meters.get("gateway.cdrapi.refused").counter().count())
                .isEqualTo(1);
    }

    /** Its bounds would be those of the end, and the calls others. */
    @Test
    void supportsNoFilterByTheEnd() {
        assertThat(send("cdrapi", "timeFilterType", "End").text())
                .isEqualTo("{\"response\":{\"error_msg\":\"Unsupported\"},\"status\":-19}");
    }

    @Test
    void tellsThatTheDatabaseIsAway() {
        legs.fail(new DataAccessResourceFailureException("away"), 0);
        Answer answer = send("cdrapi", "format", "json");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).containsExactly("10");
        assertThat(ApiCaller.status(answer)).isEqualTo(-45);
    }

    @Test
    void tellsThatARequestCostsTooMuch() {
        legs.fail(new QueryTimeoutException("too long"), 0);
        Answer answer = send("getRecordInfosByCall", "id", "62");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(ApiCaller.status(answer)).isEqualTo(-8);
    }

    @Test
    void tellsOfAFaultOfItsOwn() {
        legs.fail(new IllegalStateException("a fault"), 0);
        Answer answer = send("cdrapi");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(ApiCaller.status(answer)).isEqualTo(-9);
    }

    @Test
    void breaksOffWhatHasBegun() {
        FakeLegs many = new FakeLegs(Collections.nCopies(500, recorded("77", "")));
        many.fail(new DataAccessResourceFailureException("away"), 400);
        try (Gateway breaking = Gateway.open(many, "billing.https-api", true)) {
            assertThat(new ApiCaller(breaking.port()).send("cdrapi").whole()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05/a.wav@", "2026-05/a.wav", "a.wav"})
    void givesARecordingItself(String filename) {
        Answer answer = send("recapi", "filedir", "monitor", "filename", filename);

        assertThat(answer.header("Content-Type")).containsExactly("audio/wav");
        assertThat(answer.body()).isEqualTo(WAV);
    }

    @Test
    void givesAListingAndSeveralRecordingsAsTheGuideSays() {
        assertThat(send("recapi").text()).isEqualTo("Directory,Filename\n,monitor\n");
        assertThat(send("recapi", "filename", "a.wav@b+c.wav").header("Content-Type"))
                .containsExactly("application/x-tar");
    }

    @Test
    void tellsOfARecordingThatIsNotThere() {
        Answer answer = send("recapi", "filename", "none.wav");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"response\":{\"error_msg\":\"Failed to update data\"},\"status\":-25}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"recording_file", "filenames"})
    void refusesAnUnknownVariableOfRecapi(String name) {
        assertThat(ApiCaller.status(send("recapi", name, "a.wav"))).isEqualTo(-1);
    }

    @Test
    void reachesNothingOutsideADirectory() {
        assertThat(ApiCaller.status(send("recapi", "filedir", "../..", "filename", "passwd")))
                .isEqualTo(-25);
    }

    @Test
    void namesTheRecordingsOfARecord() {
        assertThat(send("getRecordInfosByCall", "id", "77").text())
                .isEqualTo("{\"response\":{\"recordfiles\":\"2026-05/a.wav,2026-05/b+c.wav\"},\"status\":0}");
    }

    @ParameterizedTest
    @CsvSource({"62, -15", "999, -15", "'', -1", "x, -1", "1234567890123456789012, -1"})
    void tellsThatARecordNamesNone(String id, int status) {
        assertThat(ApiCaller.status(send("getRecordInfosByCall", "id", id))).isEqualTo(status);
    }

    private Answer send(String action, String... members) {
        return api.send(
                action,
                Stream.concat(Stream.of("cookie", cookie), Stream.of(members)).toArray(String[]::new));
    }

    private Answer post(String members) {
        return api.post(
                "{\"request\":{\"action\":\"cdrapi\",\"cookie\":\"" + cookie + "\"," + members + "}}", ApiCaller.JSON);
    }
}

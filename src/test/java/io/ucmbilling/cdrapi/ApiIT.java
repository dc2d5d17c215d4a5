package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.RawHttps.Answer;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The newer API over a real PostgreSQL: what depends on what is kept, and on which replica is asked. */
class ApiIT {
    private static final List<CdrRecord> CALLS = Gateway.records("gen4/nested-right.json");
    private static final String FILES = "2025-09/auto-1757927747#1074-12025550118-6400.wav";

    private static KeptLegs legs;

    /** In branch-a AcctId began anew behind its last call. */
    @BeforeAll
    static void start() {
        CdrRecord restarted = new CdrRecord.Builder()
                .from(CALLS.stream()
                        .filter(record -> record.text(Field.ACCT_ID).equals("81211"))
                        .findFirst()
                        .orElseThrow())
                .set(Field.SESSION, "1759000000000001-1070")
                .set(Field.UNIQUEID, "1759000000.1")
                .set(Field.START, "2025-09-27 14:06:40")
                .set(Field.ANSWER, "2025-09-27 14:06:40")
                .set(Field.END, "2025-09-27 14:07:40")
                .set(Field.RECORDFILES, "2025-09/later.wav@")
                .build();
        legs = new KeptLegs()
                .keep("branch-a", CALLS)
                .keep("branch-a", List.of(restarted))
                .keep("branch-b", CALLS);
    }

    @AfterAll
    static void stop() {
        legs.close();
    }

    @Test
    void takesAtAnyReplicaWhatAnotherGave() {
        try (Gateway first = gateway("branch-a");
                Gateway second = gateway("branch-a")) {
            ApiCaller one = new ApiCaller(first.port());
            ApiCaller two = new ApiCaller(second.port());
            String token = DigestUtils.md5Hex(one.challenge() + Gateway.PASSWORD);
            Answer login = two.send("login", "user", Gateway.USERNAME, "token", token);
            String cookie =
                    ApiCaller.json(login).path("response").path("cookie").asString();

            assertThat(one.send("cdrapi", "cookie", cookie, "format", "xml").text())
                    .isEqualTo(two.send("cdrapi", "cookie", cookie, "format", "xml")
                            .text())
                    .contains("<AcctId>81201</AcctId>");
        }
    }

    @Test
    void takesAfterARestartWhatItGaveBefore() {
        String cookie;
        try (Gateway before = gateway("branch-a")) {
            cookie = new ApiCaller(before.port()).cookie();
        }
        try (Gateway after = gateway("branch-a")) {
            assertThat(new ApiCaller(after.port())
                            .send("cdrapi", "cookie", cookie)
                            .text())
                    .startsWith("AcctId,");
        }
    }

    /** Contract U4: AcctId restarts. Who asks has read the record shortly before. */
    @Test
    void meansTheLatestOfSeveralRecordsWithOneAcctId() {
        try (Gateway gateway = gateway("branch-a");
                Gateway other = gateway("branch-b")) {
            assertThat(files(gateway, "81211")).isEqualTo("2025-09/later.wav");
            assertThat(files(other, "81211")).isEqualTo(FILES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"81210", "4711"})
    void tellsThatARecordIsNotThereOrNamesNone(String id) {
        try (Gateway gateway = gateway("branch-a")) {
            assertThat(files(gateway, id)).isEqualTo("-15");
        }
    }

    /** S4: with several sites AcctId is the gateway's own number. */
    @Test
    void knowsARecordByTheAcctIdThatItIsServedUnder() {
        try (Gateway gateway = gateway("branch-a,branch-b")) {
            ApiCaller api = new ApiCaller(gateway.port());
            List<String> recorded = api.ask("cdrapi", "cookie", api.cookie(), "format", "json")
                    .path("cdr")
                    .valueStream()
                    .filter(leg -> !leg.path("recordfiles").asString().isEmpty())
                    .map(leg -> leg.path("AcctId").asString())
                    .toList();

            assertThat(recorded).doesNotContain("81211");
            assertThat(recorded.stream().map(id -> files(gateway, id)))
                    .containsExactlyInAnyOrder(FILES, FILES, "2025-09/later.wav");
            assertThat(files(gateway, "81211")).isEqualTo("-15");
        }
    }

    /** The names, or the status that was told instead. */
    private static String files(Gateway gateway, String id) {
        ApiCaller api = new ApiCaller(gateway.port());
        JsonNode answer = api.ask("getRecordInfosByCall", "cookie", api.cookie(), "id", id);
        return answer.path("response")
                .path("recordfiles")
                .asString(answer.path("status").asString());
    }

    private static Gateway gateway(String sites) {
        return Gateway.billing(legs.legs(), "billing.https-api", true, "billing.sites", sites, "billing.shape", 27);
    }
}

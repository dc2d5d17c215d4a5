package io.ucmbilling.testing.ucm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.testing.pbx.Paging;
import io.ucmbilling.testing.pbx.Pbx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the simulated UCM does when nothing goes wrong; for the rest see {@link FaultScheduleTest}. */
class SimulatedUcmTest {
    private final Pbx pbx = Pbx.seeded(1).zone("Europe/London").lateShare(0).build();
    private SimulatedUcm ucm = open(RequiredAuthentication.NONE);
    private UcmClient client = new UcmClient(ucm);

    SimulatedUcmTest() {
        pbx.advance(Duration.ofDays(2));
    }

    @AfterEach
    void stop() {
        client.close();
        ucm.close();
    }

    private SimulatedUcm open(RequiredAuthentication authentication) {
        return SimulatedUcm.over(pbx)
                .authentication(authentication)
                .lockAfter(3)
                .start();
    }

    private void askFor(RequiredAuthentication authentication) {
        stop();
        ucm = open(authentication);
        client = new UcmClient(ucm);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void servesEveryLegInEveryFormat(Format format) throws Exception {
        String name = format.name().toLowerCase(Locale.ROOT);
        var answer = client.get("/cdrapi?format=" + name);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(format.contentType());
        for (CdrRecord leg : pbx.shown()) {
            assertThat(answer.body()).contains(leg.text(Field.SESSION));
        }
    }

    @Test
    void answersAWrongRequestWithTheEmptyContainer() throws Exception {
        assertThat(client.get("/cdrapi?format=json&numRecords=many").body()).isEqualTo(Samples.text("empty/gen3.json"));
        assertThat(ucm.asked().wrongQueries()).isEqualTo(1);
    }

    @Test
    void takesPatternsTimesAndDurations() throws Exception {
        CdrRecord leg = pbx.shown().getFirst();
        // London keeps UTC in January, and a time without a zone is UTC.
        String start = leg.text(Field.START).replace(' ', 'T');
        String target = "/cdrapi?format=json&caller=" + leg.text(Field.SRC) + "&startTime=" + start + "&endTime="
                + start + "&minDur=0&maxDur=" + leg.text(Field.BILLSEC);

        assertThat(read(target)).isNotEmpty().allSatisfy(found -> {
            assertThat(found.text(Field.SRC)).isEqualTo(leg.text(Field.SRC));
            assertThat(found.text(Field.START)).isEqualTo(leg.text(Field.START));
        });
        assertThat(read("/cdrapi?format=json&endTime=2026-01-04")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LEGS,SESSION_START", "LEGS,ACCT_ID", "LEGS,HANG_UP", "ITEMS,SESSION_START"})
    void showsEveryLegOnceToAWalkThatCountsAsItDoes(Paging.Counting counting, Paging.Order order) throws Exception {
        ucm.paging(Paging.SEEN.counting(counting).order(order));
        List<CdrRecord> walked = new ArrayList<>();
        int offset = 0;
        for (Page page = page("offset=0"); !page.isEmpty(); page = page("offset=" + offset)) {
            page.entries().forEach(entry -> walked.add((CdrRecord) entry));
            offset += counting == Paging.Counting.LEGS ? page.entries().size() : page.items();
        }
        assertThat(walked).containsExactlyInAnyOrderElementsOf(pbx.shown());
    }

    private Page page(String offset) throws Exception {
        return PageReader.read(
                Format.JSON,
                client.bytes("/cdrapi?format=json&numRecords=7&" + offset).body());
    }

    @Test
    void repeatsThePageWhereItIgnoresOffset() throws Exception {
        ucm.paging(Paging.SEEN.ignoringOffset().atMost(3));

        assertThat(page("offset=5").entries())
                .hasSize(3)
                .isEqualTo(page("offset=0").entries());
    }

    @Test
    void ordersBySessionStartThenAcctId() throws Exception {
        List<String> sessions = read("/cdrapi?format=json").stream()
                .map(leg -> leg.text(Field.SESSION).substring(0, 10))
                .toList();
        assertThat(sessions).isSorted();
    }

    @ParameterizedTest
    @EnumSource(value = RequiredAuthentication.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void servesWhoeverSignsIn(RequiredAuthentication authentication) throws Exception {
        askFor(authentication);

        assertThat(client.signedIn("/cdrapi?numRecords=1", "cdrapi123")).startsWith("AcctId,accountcode,");
        assertThat(client.signedIn("/cdrapi?numRecords=1", "wrong")).isEqualTo("401");
        assertThat(ucm.asked().wrongPasswords()).isPositive();
    }

    @Test
    void asksForBothKindsDigestFirst() throws Exception {
        askFor(RequiredAuthentication.BASIC_OR_DIGEST);

        List<String> asked = client.get("/cdrapi").headers().allValues("WWW-Authenticate");

        assertThat(asked).hasSize(2);
        assertThat(asked.get(0)).startsWith("Digest realm=\"asterisk\", nonce=");
        assertThat(asked.get(1)).isEqualTo("Basic realm=\"asterisk\"");
        assertThat(ucm.asked().unsigned()).isEqualTo(1);
    }

    @Test
    void locksTheAccountAfterWrongPasswordsForRightOnesToo() throws Exception {
        askFor(RequiredAuthentication.DIGEST);
        for (int i = 0; i < 3; i++) {
            client.signedIn("/cdrapi", "wrong");
        }

        assertThat(ucm.locked()).isTrue();
        assertThat(client.signedIn("/cdrapi?numRecords=1", "cdrapi123")).isEqualTo("401");
        ucm.unlock();
        assertThat(client.signedIn("/cdrapi?numRecords=1", "cdrapi123")).startsWith("AcctId,");
    }

    @Test
    void speaksTheNewerApi() throws Exception {
        String cookie = client.login("cdrapi123");

        String answer = client.post("{\"request\":{\"action\":\"cdrapi\",\"cookie\":\"" + cookie
                + "\",\"format\":\"json\",\"numRecords\":\"2\",\"offset\":1}}");

        assertThat(answer).startsWith("{\"cdr_root\":[{\"cdr\":\"").endsWith("],\"status\":0}");
        assertThat(PageReader.read(Format.JSON, answer.getBytes(StandardCharsets.UTF_8))
                        .entries())
                .hasSize(2);
        assertThat(ucm.asked().logins()).isEqualTo(1);
    }

    @Test
    void takesACookieForTenMinutes() throws Exception {
        String cookie = client.login("cdrapi123");
        String ask = "{\"request\":{\"action\":\"cdrapi\",\"cookie\":\"" + cookie + "\",\"format\":\"json\"}}";

        pbx.advance(Duration.ofMinutes(10));
        assertThat(client.post(ask)).contains("\"status\":0}");
        pbx.advance(Duration.ofSeconds(1));
        assertThat(client.post(ask)).endsWith("\"status\":-6}");
    }

    @Test
    void refusesAWrongTokenAndAWrongParameterWithANegativeStatus() throws Exception {
        String cookie = client.login("cdrapi123");

        assertThat(client.post("{\"request\":{\"action\":\"cdrapi\",\"cookie\":\"" + cookie + "\",\"offset\":\"x\"}}"))
                .isEqualTo(
                        Samples.text("newer-api/error-invalid-parameters.json").strip());
        assertThat(client.login("wrong")).isEqualTo("-37");
        assertThat(ucm.asked().wrongPasswords()).isEqualTo(1);
    }

    @Test
    void isGoneWhileUnpluggedAndBackOnTheSamePort() throws Exception {
        int port = ucm.port();
        ucm.unplug();
        assertThatThrownBy(() -> client.get("/cdrapi")).isInstanceOf(IOException.class);

        ucm.plugIn();

        assertThat(ucm.port()).isEqualTo(port);
        assertThat(client.get("/cdrapi").statusCode()).isEqualTo(200);
    }

    @Test
    void answersAsAStubWhateverItIsTold() throws Exception {
        stop();
        ucm = SimulatedUcm.answering(query -> ("page at " + query.offset()).getBytes(StandardCharsets.UTF_8))
                .authentication(RequiredAuthentication.NONE)
                .start();
        client = new UcmClient(ucm);

        assertThat(client.get("/cdrapi?format=json&offset=3000").body()).isEqualTo("page at 3000");
    }

    private List<CdrRecord> read(String target) throws Exception {
        return PageReader.read(Format.JSON, client.bytes(target).body()).entries().stream()
                .map(CdrRecord.class::cast)
                .toList();
    }
}

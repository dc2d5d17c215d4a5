package io.ucmbilling.testing.ucm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.format.PageReader;
import io.ucmbilling.contract.page.UnreadablePageException;
import io.ucmbilling.testing.pbx.Pbx;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault, seen from outside. */
class FaultScheduleTest {
    private static final String ALL = "/cdrapi?format=json";

    private final Pbx pbx = Pbx.seeded(2).generation(4).build();
    private final SimulatedUcm ucm =
            SimulatedUcm.over(pbx).authentication(RequiredAuthentication.NONE).start();
    private final UcmClient client = new UcmClient(ucm);

    FaultScheduleTest() {
        pbx.advance(Duration.ofDays(1));
    }

    @AfterEach
    void stop() {
        client.close();
        ucm.close();
    }

    @Test
    void timeOutNeverAnswersUntilTheClientGivesUp() throws Exception {
        ucm.faults().next(Fault.TIME_OUT);

        client.patience(Duration.ofSeconds(2));
        assertThatThrownBy(() -> client.get(ALL)).isInstanceOf(HttpTimeoutException.class);

        client.patience(Duration.ofMinutes(1));
        assertThat(client.get(ALL).statusCode()).isEqualTo(200);
    }

    @Test
    void timeOutIsLetGoWhenTold() throws Exception {
        ucm.faults().next(Fault.TIME_OUT);
        Thread release = Thread.ofVirtual().start(() -> {
            while (ucm.faults().held() == 0) {
                Thread.onSpinWait();
            }
            ucm.faults().release();
        });

        assertThatThrownBy(() -> client.form("format=json"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        release.join();
    }

    @Test
    void slowKeepsBytesComingWithoutAnEnd() throws Exception {
        ucm.faults().next(Fault.SLOW).pause(Duration.ofMillis(1));

        HttpResponse<InputStream> answer = client.stream(ALL);
        try (InputStream body = answer.body()) {
            assertThat(new String(body.readNBytes(10), StandardCharsets.UTF_8)).isEqualTo("{\n  \"cdr_r");
            assertThat(body.available()).isLessThan(1000);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"RESET", "RESET_IN_HEADERS", "HALF_BODY"})
    void breaksTheConnection(Fault fault) throws Exception {
        ucm.faults().next(fault);

        assertThatThrownBy(() -> client.form("format=json"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        assertThat(client.get(ALL).statusCode()).isEqualTo(200);
        assertThat(ucm.faults().struck(fault)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "WRONG_CONTENT_TYPE, 200",
        "SERVER_ERROR, 500",
        "UNAVAILABLE, 503",
        "TOLD_TO_WAIT, 503",
        "UNAUTHORIZED, 401",
        "FORBIDDEN, 403",
        "REDIRECT, 302"
    })
    void answersWithAnotherStatusOrType(Fault fault, int status) throws Exception {
        ucm.faults().next(fault);

        HttpResponse<String> answer = client.get(ALL);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(client.get(ALL).headers().firstValue("Content-Type")).hasValue("application/json;charset=UTF-8");
    }

    @Test
    void tellsToWaitInSeconds() throws Exception {
        ucm.faults().next(Fault.TOLD_TO_WAIT).retryAfter(Duration.ofMinutes(2));

        assertThat(client.get(ALL).headers().firstValue("Retry-After")).hasValue("120");
    }

    @Test
    void redirectsToALoginPage() throws Exception {
        ucm.faults().next(Fault.REDIRECT);

        assertThat(client.get(ALL).headers().firstValue("Location")).hasValue("/login");
    }

    @Test
    void cutsTheBodyThoughItsLengthIsRight() throws Exception {
        ucm.faults().next(Fault.CUT_BODY);

        assertThatThrownBy(() -> read(ALL)).isInstanceOf(UnreadablePageException.class);
    }

    @Test
    void liesThatThereIsNothing() throws Exception {
        ucm.faults().next(Fault.LYING_EMPTY);

        assertThat(read(ALL).isEmpty()).isTrue();
        assertThat(read(ALL).isEmpty()).isFalse();
    }

    @Test
    void doesNotLieWhereNothingIs() throws Exception {
        ucm.faults().next(Fault.LYING_EMPTY);

        client.get(ALL + "&startTime=2030-01-01");

        assertThat(ucm.faults().struck()).isEmpty();
    }

    @Test
    void garblesTheStartOfOneRecord() throws Exception {
        List<CdrRecord> legs = pbx.shown();
        ucm.faults().next(Fault.GARBLED);

        List<Object> read = new ArrayList<>(read(ALL).entries());

        assertThat(read).hasSameSizeAs(legs);
        read.removeAll(legs);
        assertThat(read).singleElement().asString().contains("2026-13-45 29:61:00");
    }

    @Test
    void spoilsTheBytesOfOneRecord() throws Exception {
        ucm.faults().next(Fault.BAD_BYTES);

        assertThat(read(ALL).entries())
                .hasSameSizeAs(pbx.shown())
                .filteredOn(entry -> !((CdrRecord) entry).replaced().isEmpty())
                .hasSize(1);
    }

    @Test
    void repeatsThePageBeforeWhenTheWalkMovesOn() throws Exception {
        ucm.faults().next(Fault.REPEATED_PAGE);

        String first = client.get(ALL + "&numRecords=5").body();
        String repeated = client.get(ALL + "&numRecords=5&offset=5").body();
        String second = client.get(ALL + "&numRecords=5&offset=5").body();

        assertThat(repeated).isEqualTo(first);
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void poursWithoutEnd() throws Exception {
        ucm.faults().next(Fault.TOO_LARGE);

        try (InputStream body = client.stream(ALL).body()) {
            assertThat(body.skip(50_000_000)).isEqualTo(50_000_000);
        }
    }

    @Test
    void takesTheCookieAwayOnTheNewerApiAndRefusesOneLogin() throws Exception {
        String cookie = client.login("cdrapi123");
        String ask = "{\"request\":{\"action\":\"cdrapi\",\"cookie\":\"" + cookie + "\",\"format\":\"json\"}}";
        ucm.faults().next(Fault.UNAUTHORIZED);

        assertThat(client.post(ask)).endsWith("\"status\":-6}");
        assertThat(client.post(ask)).endsWith("\"status\":-6}");
        assertThat(client.login("cdrapi123")).isEqualTo("-37");
        assertThat(client.login("cdrapi123")).startsWith("sid");
        assertThat(ucm.locked()).isFalse();
    }

    @Test
    void runsAHookBehindEachPage() throws Exception {
        AtomicInteger pages = new AtomicInteger();
        ucm.faults().afterEachPage(query -> {
            pages.incrementAndGet();
            pbx.deleteOldest(1);
        });
        int before = pbx.shown().size();

        assertThat(read(ALL).entries()).hasSize(before);
        assertThat(read(ALL).entries()).hasSize(before - 1);
        assertThat(pages).hasValue(2);
    }

    @Test
    void strikesAtRandomAsTheSeedSays() throws Exception {
        assertThat(statuses(5)).isEqualTo(statuses(5)).contains(200, 500, 403);
        assertThat(statuses(6)).isNotEqualTo(statuses(5));
    }

    private List<Integer> statuses(long seed) throws Exception {
        ucm.faults().randomly(seed, 0.5, Fault.SERVER_ERROR, Fault.FORBIDDEN);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            statuses.add(client.get("/cdrapi?numRecords=1").statusCode());
        }
        return statuses;
    }

    @Test
    void doesNothingWrongAnyMoreWhenTold() throws Exception {
        ucm.faults().next(Fault.FORBIDDEN, 3).randomly(1, 1, Fault.SERVER_ERROR);

        assertThat(client.get(ALL).statusCode()).isEqualTo(403);
        ucm.faults().none();
        assertThat(client.get(ALL).statusCode()).isEqualTo(200);
    }

    private Page read(String target) throws Exception {
        return PageReader.read(Format.JSON, client.bytes(target).body());
    }
}

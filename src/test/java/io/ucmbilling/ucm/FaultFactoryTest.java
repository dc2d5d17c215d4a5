package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.ucm.StubServer.Reply;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which one request fails has its kind. The kinds of a whole pass are the collection's. */
@Timeout(30)
class FaultFactoryTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-04T06:30:00Z"), ZoneOffset.UTC);
    private static final CdrQuery QUERY = CdrQuery.all(Format.JSON);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final HttpUcms ucms = new HttpUcms(CLOCK);

    @AfterEach
    void close() throws IOException {
        ucms.close();
    }

    private UcmFault fault(SiteDraft site) {
        return Faulty.of(ucms.of(site.site()), QUERY);
    }

    private UcmFault fault(Reply reply) {
        try (StubServer server = new StubServer(call -> reply)) {
            return fault(SiteDraft.on(server.port()));
        }
    }

    private UcmFault fault(RawServer.Script script) throws IOException {
        try (RawServer server = RawServer.tls(script)) {
            return fault(SiteDraft.on(server.port()));
        }
    }

    @Test
    void unreachableWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(fault(SiteDraft.on(port)).kind()).isEqualTo(FaultKind.UNREACHABLE);
    }

    @Test
    void unreachableWhereTheNameIsUnknown() {
        UcmFault fault = fault(SiteDraft.on(0).at("https://ucm.invalid:8443"));
        assertThat(fault.kind()).isEqualTo(FaultKind.UNREACHABLE);
        assertThat(fault)
                .hasMessageContaining("site branch-a: found ")
                .hasMessageContaining("expected a connection to https://ucm.invalid:8443 within PT20S");
    }

    @Test
    void timedOutWhereNoAnswerComes() throws IOException {
        try (RawServer server = RawServer.tls((raw, socket) -> {
            RawServer.head(socket);
            raw.hold(30_000);
        })) {
            assertThat(fault(SiteDraft.on(server.port()).readTimeout(SHORT)).kind())
                    .isEqualTo(FaultKind.TIMED_OUT);
        }
    }

    @Test
    void timedOutWhereTheRestOfTheAnswerDoesNotCome() throws IOException {
        try (RawServer server = RawServer.tls((raw, socket) -> {
            RawServer.head(socket);
            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
            raw.hold(30_000);
        })) {
            assertThat(fault(SiteDraft.on(server.port()).readTimeout(SHORT)).kind())
                    .isEqualTo(FaultKind.TIMED_OUT);
        }
    }

    @Test
    void timedOutWhereTheHandshakeHangs() throws IOException {
        try (RawServer server = RawServer.plain((raw, socket) -> raw.hold(30_000))) {
            assertThat(fault(SiteDraft.on(server.port()).answerTimeout(SHORT)).kind())
                    .isEqualTo(FaultKind.TIMED_OUT);
        }
    }

    @Test
    void timedOutWhereTheAnswerDrips() throws IOException {
        try (RawServer server = RawServer.tls((raw, socket) -> {
            RawServer.head(socket);
            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            do {
                RawServer.say(socket, " ");
            } while (!raw.hold(20));
        })) {
            assertThat(fault(SiteDraft.on(server.port()).answerTimeout(SHORT)).kind())
                    .isEqualTo(FaultKind.TIMED_OUT);
        }
    }

    @Test
    void theConnectionOfACallLeftBehindIsClosed() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (RawServer server = RawServer.tls((raw, socket) -> {
            RawServer.head(socket);
            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            try {
                socket.getInputStream().read();
            } finally {
                gone.countDown();
            }
        })) {
            fault(SiteDraft.on(server.port()).answerTimeout(SHORT));
            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theConnectionOfACallLeftBehindIsClosedAlsoWhereItsBytesComeWithoutAPause() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (RawServer server = RawServer.tls((raw, socket) -> {
            RawServer.head(socket);
            try {
                while (!raw.hold(0)) {
                    RawServer.say(socket, "HTTP/1.1 100 Continue\r\n\r\n".repeat(1000));
                }
            } catch (IOException e) {
                gone.countDown();
            }
        })) {
            assertThat(fault(SiteDraft.on(server.port()).answerTimeout(SHORT)).kind())
                    .isEqualTo(FaultKind.TIMED_OUT);
            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A virtual thread that is never made to wait keeps its carrier from the exports. */
    @Test
    void answersComeOnAPlatformThread() throws Exception {
        FutureTask<Boolean> found = new FutureTask<>(() -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("ucm-branch-a")));
        fault((raw, socket) -> {
            RawServer.head(socket);
            found.run();
        });
        assertThat(found.get()).isTrue();
    }

    @Test
    void brokenOffByAResetWithinTheAnswer() throws IOException {
        assertThat(fault((raw, socket) -> {
                            RawServer.head(socket);
                            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
                            RawServer.reset(socket);
                        })
                        .kind())
                .isEqualTo(FaultKind.BROKEN_OFF);
    }

    @Test
    void brokenOffBeforeTheAnswer() throws IOException {
        assertThat(fault((raw, socket) -> RawServer.head(socket)).kind()).isEqualTo(FaultKind.BROKEN_OFF);
    }

    @Test
    void brokenOffByAResetInTheHandshake() throws IOException {
        try (RawServer server = RawServer.plain((raw, socket) -> {
            socket.getInputStream().read();
            RawServer.reset(socket);
        })) {
            assertThat(fault(SiteDraft.on(server.port())).kind()).isEqualTo(FaultKind.BROKEN_OFF);
        }
    }

    @Test
    void brokenOffWhereTheBodyIsShorterThanItsLength() throws IOException {
        assertThat(fault((raw, socket) -> {
                            RawServer.head(socket);
                            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
                        })
                        .kind())
                .isEqualTo(FaultKind.BROKEN_OFF);
    }

    @Test
    void brokenOffWhereTheLastChunkIsMissing() throws IOException {
        assertThat(fault((raw, socket) -> {
                            RawServer.head(socket);
                            RawServer.say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n");
                        })
                        .kind())
                .isEqualTo(FaultKind.BROKEN_OFF);
    }

    @Test
    void brokenOffWhereAChunkIsCut() throws IOException {
        assertThat(fault((raw, socket) -> {
                            RawServer.head(socket);
                            RawServer.say(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{}");
                        })
                        .kind())
                .isEqualTo(FaultKind.BROKEN_OFF);
    }

    @Test
    void brokenOffByAnInterruptionWhichStays() throws Exception {
        try (RawServer server = RawServer.tls((raw, socket) -> raw.hold(30_000))) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            FutureTask<Boolean> call = new FutureTask<>(() -> {
                FaultKind kind = Faulty.of(ucm, QUERY).kind();
                return kind == FaultKind.BROKEN_OFF && Thread.currentThread().isInterrupted();
            });
            Thread caller = Thread.ofPlatform().start(call);
            caller.interrupt();
            assertThat(call.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void tlsRefusedWhereTheServerSpeaksPlainHttp() throws IOException {
        try (RawServer server =
                RawServer.plain((raw, socket) -> RawServer.say(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            assertThat(fault(SiteDraft.on(server.port())).kind()).isEqualTo(FaultKind.TLS_REFUSED);
        }
    }

    @Test
    void accessDeniedBy403() {
        assertThat(fault(new Reply(403, "")).kind()).isEqualTo(FaultKind.ACCESS_DENIED);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void redirectedAndNotFollowed(int status) {
        try (StubServer server = new StubServer(call -> new Reply(status, "", "Location", "/portal"))) {
            assertThat(fault(SiteDraft.on(server.port())).kind()).isEqualTo(FaultKind.REDIRECTED);
            assertThat(server.calls).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 410})
    void notOfferedByAnyOther4xx(int status) {
        assertThat(fault(new Reply(status, "")).kind()).isEqualTo(FaultKind.NOT_OFFERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 202, 206})
    void serverErrorBy5xxOrHalfASuccess(int status) {
        UcmFault fault = fault(new Reply(status, "{}"));
        assertThat(fault.kind()).isEqualTo(FaultKind.SERVER_ERROR);
        assertThat(fault.retryAfter()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 30 | PT30S",
                "503 | 0 | PT0S",
                "503 | 99999999999999999999 | PT8760H",
                "503 | Mon, 04 May 2026 06:32:00 GMT | PT2M",
                "503 | Mon, 04 May 2026 06:29:00 GMT | PT0S",
                "502 | 15 | PT15S"
            })
    void toldToWaitByRetryAfter(int status, String header, Duration wait) {
        UcmFault fault = fault(new Reply(status, "", "Retry-After", header));
        assertThat(fault.kind()).isEqualTo(FaultKind.TOLD_TO_WAIT);
        assertThat(fault.retryAfter()).isEqualTo(wait);
    }

    @Test
    void toldToWaitBy429Alone() {
        UcmFault fault = fault(new Reply(429, ""));
        assertThat(fault.kind()).isEqualTo(FaultKind.TOLD_TO_WAIT);
        assertThat(fault.retryAfter()).isNull();
    }

    @Test
    void serverErrorWhereRetryAfterCannotBeRead() {
        assertThat(fault(new Reply(503, "", "Retry-After", "soon")).kind()).isEqualTo(FaultKind.SERVER_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "JSON, text/html",
        "JSON, text/html; charset=utf-8",
        "JSON, text/csv",
        "JSON, application/xml",
        "CSV, application/json",
        "XML, text/html",
        "XML, image/png"
    })
    void wrongContentType(Format format, String type) {
        Reply reply = new Reply(200, Faulty.GUIDE_PAGE, "Content-Type", type);
        try (StubServer server = new StubServer(call -> reply)) {
            assertThat(fault(SiteDraft.on(server.port()), CdrQuery.all(format)).kind())
                    .isEqualTo(FaultKind.WRONG_CONTENT_TYPE);
        }
    }

    private UcmFault fault(SiteDraft site, CdrQuery query) {
        return Faulty.of(ucms.of(site.site()), query);
    }

    @ParameterizedTest
    @CsvSource({
        "JSON, json, APPLICATION/JSON",
        "JSON, json, text/plain",
        "JSON, json, text/json;charset=ISO-8859-1",
        "JSON, json, application/octet-stream",
        "JSON, json, ''",
        "CSV, csv, text/csv",
        "CSV, csv, application/csv",
        "CSV, csv, text/plain",
        "XML, xml, application/xml",
        "XML, xml, text/xml"
    })
    void sloppyContentTypesWillDo(Format format, String ending, String type) throws UcmFault {
        String body = new String(Samples.bytes("guide-example." + ending), StandardCharsets.UTF_8);
        Reply reply = type.isEmpty() ? new Reply(200, body) : new Reply(200, body, "Content-Type", type);
        try (StubServer server = new StubServer(call -> reply)) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            assertThat(ucm.page(CdrQuery.all(format)).entries()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "{", "{\"cdr\": [", "hello", "[]"})
    void malformedWhereTheBodyIsNoPage(String body) {
        assertThat(fault(Reply.json(body)).kind()).isEqualTo(FaultKind.MALFORMED);
    }

    @Test
    void malformedWhereTheAnswerIsNoHttp() throws IOException {
        assertThat(fault((raw, socket) -> {
                            RawServer.head(socket);
                            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n");
                        })
                        .kind())
                .isEqualTo(FaultKind.MALFORMED);
    }

    @Test
    void tooLargeByItsLengthBeforeItIsRead() throws IOException {
        try (RawServer server = RawServer.tls((raw, socket) -> {
            RawServer.head(socket);
            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n{");
            raw.hold(30_000);
        })) {
            assertThat(fault(SiteDraft.on(server.port()).maxAnswerBytes(1000)).kind())
                    .isEqualTo(FaultKind.TOO_LARGE);
        }
    }

    @Test
    void tooLargeWithoutALengthOnceTheBoundIsPassed() throws IOException {
        try (RawServer server = RawServer.tls((raw, socket) -> {
            RawServer.head(socket);
            RawServer.say(socket, "HTTP/1.1 200 OK\r\n\r\n" + " ".repeat(1001));
            raw.hold(30_000);
        })) {
            assertThat(fault(SiteDraft.on(server.port()).maxAnswerBytes(1000)).kind())
                    .isEqualTo(FaultKind.TOO_LARGE);
        }
    }

    @Test
    void tooLargeWhereAHeaderHasNoEnd() throws IOException {
        assertThat(fault((raw, socket) -> {
                            RawServer.head(socket);
                            RawServer.say(socket, "HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + "\r\n\r\n");
                        })
                        .kind())
                .isEqualTo(FaultKind.TOO_LARGE);
    }

    @Test
    void tooLargeWhereAPageHoldsMoreThanTenTimesWhatWasAskedFor() {
        UcmFault fault = fault(Reply.json("{\"cdr\":[" + "1,".repeat(10_000) + "1]}"));
        assertThat(fault.kind()).isEqualTo(FaultKind.TOO_LARGE);
        assertThat(fault).hasMessage("site branch-a: found more than … items, expected 1000 as were asked for");
    }

    /** Contract U2. */
    @Test
    void anEmptyBodyByItsOwnLengthIsAnEmptyPage() throws Exception {
        try (RawServer server = RawServer.tls((raw, socket) -> {
            RawServer.head(socket);
            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n");
        })) {
            assertThat(ucms.of(SiteDraft.on(server.port()).site()).page(QUERY).isEmpty())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "Content-Length: 1\r\n\r\n\n"})
    void malformedWhereABodyIsEmptyByAnotherWay(String rest) throws IOException {
        assertThat(fault((raw, socket) -> {
                            RawServer.head(socket);
                            RawServer.say(socket, "HTTP/1.1 200 OK\r\n" + rest);
                        })
                        .kind())
                .isEqualTo(FaultKind.MALFORMED);
    }

    @Test
    void anAnswerOfExactlyTheBoundIsTaken() throws UcmFault {
        String body = Faulty.GUIDE_PAGE;
        try (StubServer server = new StubServer(call -> Reply.json(body))) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port())
                    .maxAnswerBytes(body.getBytes(StandardCharsets.UTF_8).length)
                    .site());
            assertThat(ucm.page(QUERY).entries()).hasSize(3);
        }
    }

    @Test
    void apiErrorWhereALegacyAnswerHoldsAStatus() {
        UcmFault fault = fault(Reply.json("{\"response\":{\"error_msg\":\"Invalid parameters!\"},\"status\":-1}"));
        assertThat(fault.kind()).isEqualTo(FaultKind.API_ERROR);
        assertThat(fault).hasMessageContaining("status -1");
    }

    @Test
    void aConnectionThatTheUcmClosedMeanwhileIsNoFault() throws Exception {
        try (RawServer server = RawServer.tls((raw, socket) -> {
            RawServer.head(socket);
            byte[] body = Faulty.GUIDE_PAGE.getBytes(StandardCharsets.UTF_8);
            RawServer.say(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n" + Faulty.GUIDE_PAGE);
        })) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            ucm.page(QUERY);
            assertThat(ucm.page(QUERY).entries()).hasSize(3);
            assertThat(server.connections).hasValue(2);
        }
    }

    @Test
    void aConnectionIsKeptFromPageToPage() throws Exception {
        try (RawServer server = RawServer.tls((raw, socket) -> {
            byte[] body = Faulty.GUIDE_PAGE.getBytes(StandardCharsets.UTF_8);
            while (RawServer.head(socket) != null) {
                RawServer.say(
                        socket, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n" + Faulty.GUIDE_PAGE);
            }
        })) {
            Ucm ucm = ucms.of(SiteDraft.on(server.port()).site());
            ucm.page(QUERY);
            ucm.page(QUERY);
            assertThat(server.connections).hasValue(1);
        }
    }
}

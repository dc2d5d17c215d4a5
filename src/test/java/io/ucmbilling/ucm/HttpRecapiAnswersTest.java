package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ucmbilling.ucm.StubServer.Reply;
import io.ucmbilling.ucm.http.StreamingResponse;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked for, and what of the answers is taken for a file or a listing. */
class HttpRecapiAnswersTest {
    private static final String WAV = "RIFF....WAVEfmt ";

    private final HttpUcms ucms = new HttpUcms(Clock.systemUTC());
    private Reply reply = new Reply(200, WAV, "Content-Type", "audio/wav");
    private final StubServer server = new StubServer(call -> reply);

    @AfterEach
    void close() throws IOException {
        ucms.close();
        server.close();
    }

    private Recapi recapi() {
        return ucms.recapi(SiteDraft.on(server.port()).site());
    }

    private Optional<String> file() throws UcmFault {
        Optional<RemoteFile> file = recapi().open("monitor", "a.wav", 0);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (RemoteFile open = file.get()) {
            return Optional.of(new String(RecapiSite.read(open), StandardCharsets.UTF_8));
        }
    }

    private static FaultKind fault(ThrowingCallable asking) {
        return catchThrowableOfType(UcmFault.class, asking).kind();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "monitor 2026-05/a.wav filedir=monitor&filename=2026-05/a.wav",
                "voicemail/default a.wav filedir=voicemail/default&filename=a.wav",
                "monitor 2022-08/auto-1#2-3.wav filedir=monitor&filename=2022-08/auto-1%232-3.wav",
                "monitor auto-1-+12025550134-1001.wav filedir=monitor&filename=auto-1-%2B12025550134-1001.wav",
                "monitor a&b=c%d?.wav filedir=monitor&filename=a%26b%3Dc%25d%3F.wav",
                "monitor Grüße-€.wav filedir=monitor&filename=Gr%C3%BC%C3%9Fe-%E2%82%AC.wav"
            })
    void escapesNames(String directory, String name, String query) throws Exception {
        recapi().open(directory, name, 0).orElseThrow().close();
        assertThat(server.calls)
                .singleElement()
                .satisfies(
                        call -> assertThat(call.method() + " " + call.target()).isEqualTo("GET /recapi?" + query));
    }

    @Test
    void asksForListingsAsTheGuideDoes() throws Exception {
        reply = csv("Directory,Filename\n");
        recapi().directories();
        recapi().contents("monitor@meetme@voicemail/default");
        assertThat(server.calls.stream().map(StubServer.Call::target))
                .containsExactly("/recapi", "/recapi?filedir=monitor@meetme@voicemail/default");
    }

    @Test
    void asksForBytesOnlyWhereTheyAreWanted() throws Exception {
        try (StubServer other = new StubServer(call -> new Reply(200, WAV, "Content-Type", "audio/wav"))) {
            Recapi asked = ucms.recapi(SiteDraft.on(other.port()).site());
            asked.open("monitor", "a.wav", 0).orElseThrow().close();
            asked.open("monitor", "a.wav", 7).orElseThrow().close();
            assertThat(other.calls.stream().map(StubServer.Call::range)).containsExactly(null, "bytes=7-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/wav", "audio/x-wav", "Audio/Wave; codecs=1", "application/octet-stream"})
    void takesAudioForAFile(String type) throws Exception {
        reply = new Reply(200, WAV, "Content-Type", type);
        assertThat(file()).hasValue(WAV);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/x-tar", "text/plain", "text/csv", "application/json"})
    void takesNothingElseForAFile(String type) {
        reply = new Reply(200, WAV, "Content-Type", type);
        assertThat(fault(this::file)).isEqualTo(FaultKind.WRONG_CONTENT_TYPE);
    }

    @Test
    void takesAFileWithoutATypeByItsFirstBytes() throws Exception {
        reply = new Reply(200, WAV);
        assertThat(file()).hasValue(WAV);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "RIF", ""})
    void takesNothingElseWithoutATypeForAFile(String body) {
        reply = new Reply(200, body);
        assertThat(fault(this::file)).isEqualTo(FaultKind.WRONG_CONTENT_TYPE);
    }

    @Test
    void anEmptyFileIsAFile() throws Exception {
        reply = new Reply(200, "", "Content-Type", "audio/wav");
        assertThat(file()).hasValue("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audio/wav", "application/json", "application/octet-stream", "text/html"})
    void aSmallObjectIsARefusalWhateverItsType(String type) {
        reply = new Reply(200, StubApi.status(-9), "Content-Type", type);
        assertThat(fault(this::file)).isEqualTo(FaultKind.API_ERROR);
        assertThat(fault(() -> recapi().contents("monitor"))).isEqualTo(FaultKind.API_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "\n {\"status\":-1}", "{\"status\":\"-1\"}"})
    void aSmallObjectIsARefusalWhateverIsInIt(String body) {
        reply = new Reply(200, body, "Content-Type", "audio/wav");
        assertThat(fault(this::file)).isEqualTo(FaultKind.API_ERROR);
    }

    @Test
    void aLongFileMayBeginWithABrace() throws Exception {
        String body = "{" + "x".repeat(StreamingResponse.LONGEST_PEEK);
        reply = new Reply(200, body, "Content-Type", "audio/wav");
        assertThat(file()).hasValue(body);
    }

    /** U2: the statuses, and older firmware's words. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"response\":{\"error_msg\":\"\"},\"status\":-16}",
                "{\"response\":{\"error_msg\":\"Failed to update data\"},\"status\":-25}",
                "{\"status\":-25}",
                "{\"response\":{\"error_msg\":\"File not found!\"},\"status\":-1}",
                "{\"response\":{\"error_msg\":\"The file does not exist.\"},\"status\":-26}",
                "{\"response\":{\"error_msg\":\"No such file\"},\"status\":-9}"
            })
    void aRefusalThatMeansNoSuchFileIsNoFault(String body) throws Exception {
        reply = new Reply(200, body, "Content-Type", "application/json");
        assertThat(file()).isEmpty();
        assertThat(recapi().contents("nowhere")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "302, REDIRECTED",
        "400, NOT_OFFERED",
        "403, ACCESS_DENIED",
        "429, TOLD_TO_WAIT",
        "500, SERVER_ERROR",
        "503, SERVER_ERROR",
        "206, SERVER_ERROR"
    })
    void anyOtherStatusIsAFault(int status, FaultKind kind) {
        reply = new Reply(status, WAV, "Content-Type", "audio/wav");
        assertThat(fault(this::file)).isEqualTo(kind);
        assertThat(fault(() -> recapi().directories())).isEqualTo(kind);
    }

    @Test
    void aUcmWithoutRecapiOffersNoDirectories() {
        reply = new Reply(404, "no");
        assertThat(fault(() -> recapi().directories())).isEqualTo(FaultKind.NOT_OFFERED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes 0-15/16", "bytes 8-15/16", "bytes 7-15/15", "bytes 7-6/16", "bytes */16", "bytes 7-", "x"
            })
    void asksForTheWholeFileOnceWhereTheRangeIsNotTheOneAsked(String range) throws Exception {
        assertThat(onFromSeven(new Reply(206, WAV, "Content-Type", "audio/wav", "Content-Range", range)))
                .isZero();
    }

    @Test
    void asksForTheWholeFileOnceWhereTheFileIsShorter() throws Exception {
        assertThat(onFromSeven(new Reply(416, "no"))).isZero();
    }

    @Test
    void asksForTheWholeFileOnceWhereNoRangeIsNamed() throws Exception {
        assertThat(onFromSeven(new Reply(206, WAV, "Content-Type", "audio/wav")))
                .isZero();
    }

    @Test
    void takesARangeOfAFileOfUnknownLength() throws Exception {
        Reply answer = new Reply(206, "xxx", "Content-Type", "audio/wav", "Content-Range", "bytes 7-9/*");
        assertThat(onFromSeven(answer)).isEqualTo(7);
    }

    /** Where the file begins that a UCM sends which answers so to a range. */
    private long onFromSeven(Reply ranged) throws Exception {
        try (StubServer other = new StubServer(call -> call.range() == null ? reply : ranged);
                RemoteFile file = ucms.recapi(SiteDraft.on(other.port()).site())
                        .open("monitor", "a.wav", 7)
                        .orElseThrow()) {
            assertThat(RecapiSite.read(file)).isNotEmpty();
            assertThat(other.calls).hasSize(file.from() == 0 ? 2 : 1);
            return file.from();
        }
    }

    @Test
    void aWholeFileWhereARangeWasRefusedTwiceIsAFault() {
        reply = new Reply(416, "no");
        assertThat(fault(() -> recapi().open("monitor", "a.wav", 7))).isEqualTo(FaultKind.NOT_OFFERED);
        assertThat(server.calls).hasSize(2);
    }

    @Test
    void aRangeThatEndsTooSoonIsNoEnd() throws Exception {
        reply = new Reply(206, "xxx", "Content-Type", "audio/wav", "Content-Range", "bytes 7-9/16");
        try (RemoteFile file = recapi().open("monitor", "a.wav", 7).orElseThrow()) {
            assertThat(file.length()).isEqualTo(16);
            assertThat(fault(() -> RecapiSite.read(file))).isEqualTo(FaultKind.BROKEN_OFF);
        }
    }

    @Test
    void aRangeThatGoesOnBehindTheFileIsMalformed() throws Exception {
        reply = new Reply(206, WAV, "Content-Type", "audio/wav", "Content-Range", "bytes 7-9/10");
        try (RemoteFile file = recapi().open("monitor", "a.wav", 7).orElseThrow()) {
            assertThat(fault(() -> RecapiSite.read(file))).isEqualTo(FaultKind.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "text/csv;charset=UTF-8", "text/plain", "application/octet-stream"})
    void passesAListingOnByteForByte(String type) throws Exception {
        String listing = "Directory,Filename\r\nmonitor,\"Grüße\"\r\n\r\n";
        reply = new Reply(200, listing, "Content-Type", type);
        assertThat(recapi().directories()).isEqualTo(listing.getBytes(StandardCharsets.UTF_8));
        assertThat(recapi().contents("monitor")).hasValue(listing.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPageIsNoListing() {
        for (Reply page :
                List.of(new Reply(200, "<html>", "Content-Type", "text/html"), new Reply(200, "\n<!DOCTYPE html>"))) {
            reply = page;
            assertThat(fault(() -> recapi().contents("monitor"))).isEqualTo(FaultKind.WRONG_CONTENT_TYPE);
        }
    }

    @Test
    void aListingIsBounded() {
        reply = csv("x".repeat(1001));
        Recapi bounded =
                ucms.recapi(SiteDraft.on(server.port()).maxAnswerBytes(1000).site());
        assertThat(fault(() -> bounded.contents("monitor"))).isEqualTo(FaultKind.TOO_LARGE);
    }

    @Test
    void aFileIsNotBounded() throws Exception {
        Recapi bounded =
                ucms.recapi(SiteDraft.on(server.port()).maxAnswerBytes(4).site());
        try (RemoteFile file = bounded.open("monitor", "a.wav", 0).orElseThrow()) {
            assertThat(RecapiSite.read(file)).hasSize(WAV.length());
        }
    }

    @Test
    void theHttpsApiIsAskedInItsOwnWay() throws Exception {
        StubApi api = new StubApi();
        api.page = WAV;
        try (StubServer other = new StubServer(api)) {
            Recapi asked =
                    ucms.recapi(SiteDraft.on(other.port()).api(Site.Api.HTTPS).site());
            assertThat(fault(() -> asked.open("monitor", "2026-05/a#+.wav", 9)))
                    .isEqualTo(FaultKind.WRONG_CONTENT_TYPE);
        }
        assertThat(api.asked.path("filedir").asString()).isEqualTo("monitor");
        assertThat(api.asked.path("filename").asString()).isEqualTo("2026-05/a#+.wav");
        assertThat(api.actions).containsExactly("challenge", "login", "recapi");
    }

    private static Reply csv(String body) {
        return new Reply(200, body, "Content-Type", "text/csv");
    }
}

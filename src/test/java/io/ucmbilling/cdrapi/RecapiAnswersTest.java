package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One recording as HTTP has files: conditions, ranges, and what tells of them (contract S6; RFC 9110, 6266, 9530). */
class RecapiAnswersTest {
    private static final String NAME = "auto-1414771234-1000-1004.wav";
    private static final String TARGET = "/recapi?filename=" + NAME;
    private static final byte[] BYTES = "0123456789".repeat(3000).getBytes(StandardCharsets.UTF_8);
    private static final int LENGTH = BYTES.length;
    private static final FakeRecordings RECORDINGS = new FakeRecordings()
            .keep("branch-a", "monitor/" + NAME, BYTES)
            .keep("branch-a", "monitor/empty.wav", new byte[0])
            .keep("branch-a", "monitor/Müller \"x\".wav".replace(" ", "_"), BYTES)
            .keep("branch-a", "monitor/2026-05/monthly.wav", BYTES)
            .keep("branch-a", "monitor/arriving.wav", BYTES)
            .cache("branch-a", "monitor/" + NAME);
    private static final Gateway GATEWAY = Gateway.open(RECORDINGS);

    @AfterAll
    static void stop() {
        GATEWAY.close();
        assertThat(RECORDINGS.open).hasValue(0);
    }

    @Test
    void tellsWhatAFileIs() throws Exception {
        Answer answer = ask();
        String digest = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(BYTES));

        assertThat(answer.header("Content-Type")).containsExactly("audio/wav");
        assertThat(answer.header("Content-Length")).containsExactly("" + LENGTH);
        assertThat(answer.header("Accept-Ranges")).containsExactly("bytes");
        assertThat(answer.header("Last-Modified")).containsExactly("Tue, 03 Feb 2026 04:05:06 GMT");
        assertThat(answer.header("Content-Disposition")).containsExactly("attachment; filename=\"" + NAME + "\"");
        assertThat(answer.header("Repr-Digest")).containsExactly("sha-256=:" + digest + ":");
        assertThat(answer.header("ETag")).hasSize(1).first().asString().matches("\"[0-9a-f]{64}\"");
        assertThat(answer.header("Content-Encoding")).isEmpty();
    }

    @Test
    void tellsNoDigestOfAFileThatIsStillArriving() {
        Answer answer = RawHttps.get(GATEWAY.port(), "/recapi?filename=arriving.wav");

        assertThat(answer.body()).isEqualTo(BYTES);
        assertThat(answer.header("Repr-Digest")).isEmpty();
    }

    @Test
    void offersANameWithoutItsPath() {
        assertThat(RawHttps.get(GATEWAY.port(), "/recapi?filename=2026-05/monthly.wav")
                        .header("Content-Disposition"))
                .containsExactly("attachment; filename=\"monthly.wav\"");
    }

    /** RFC 8187. */
    @Test
    void offersANameBeyondAscii() {
        assertThat(RawHttps.get(GATEWAY.port(), "/recapi?filename=M%C3%BCller_%22x%22.wav")
                        .header("Content-Disposition"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("attachment; ")
                .endsWith("filename*=UTF-8''M%C3%BCller_%22x%22.wav");
    }

    @Test
    void answersHeadAsGetWithoutBody() {
        Answer get = ask();
        Answer head = RawHttps.request(GATEWAY.port(), "HEAD", TARGET, "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(without(head, "Date")).isEqualTo(without(get, "Date"));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-9, 0, 9",
        "bytes=5-, 5, 29999",
        "bytes=-7, 29993, 29999",
        "bytes=-99999, 0, 29999",
        "bytes=29999-, 29999, 29999",
        "bytes=100-99999, 100, 29999",
        "bytes=0-29999, 0, 29999",
        "Bytes=0-0, 0, 0",
        "bytes=00000000000000000000000000001-2, 1, 2",
        "bytes=5-99999999999999999999999999, 5, 29999",
        "bytes=-99999999999999999999999999, 0, 29999"
    })
    void givesTheRangeAskedFor(String range, int first, int last) {
        Answer answer = ask("Range: " + range);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.header("Content-Range")).containsExactly("bytes " + first + "-" + last + "/" + LENGTH);
        assertThat(answer.header("Content-Length")).containsExactly("" + (last - first + 1));
        assertThat(answer.header("Content-Type")).containsExactly("audio/wav");
        assertThat(answer.header("ETag")).isEqualTo(ask().header("ETag"));
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(BYTES, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=30000-", "bytes=30000-40000", "bytes=-0", "bytes=99999999999999999999999999-"})
    void refusesARangeBehindTheEnd(String range) {
        Answer answer = ask("Range: " + range);

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).containsExactly("bytes */" + LENGTH);
        assertThat(answer.header("Repr-Digest")).isEmpty();
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void looksAtNoneOfTwoRangeHeaders() {
        assertThat(ask("Range: bytes=0-1", "Range: bytes=4-5").status()).isEqualTo(200);
    }

    /** RFC 9110, 14.2: a server may ignore it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=0-1,5-6",
                "bytes=a-b",
                "bytes=9-5",
                "lines=1-2",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=+1-2",
                "bytes=1-+2",
                "bytes= 1-2",
                "bytes=1 -2",
                "bytes=1-2x",
                "bytes=1--2",
                "bytes=--2",
                "bytes=-+2",
                "bytes =1-2",
                "bytes=0x1-2",
                "bytes=\u0661-\u0662"
            })
    void givesAllWhereTheRangeIsNotOneOfBytes(String range) {
        Answer answer = ask("Range: " + range);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(BYTES);
    }

    /** RFC 9110, 14.2: defined for GET alone. */
    @Test
    void looksAtNoRangeOfAHead() {
        Answer head = RawHttps.request(GATEWAY.port(), "HEAD", TARGET, "", "Range: bytes=0-9");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).containsExactly("" + LENGTH);
    }

    /** RFC 9110, 8.8.3: what is no list of tags has none in it. */
    @Test
    void takesNoTagOutOfAnythingElse() {
        String tag = ask().header("ETag").getFirst();

        assertThat(ask("If-None-Match: " + tag).status()).isEqualTo(304);
        assertThat(ask("If-None-Match: \"x\", ,W/" + tag + " ,").status()).isEqualTo(304);
        assertThat(ask("If-None-Match: " + tag + "x").status()).isEqualTo(200);
        assertThat(ask("If-None-Match: w/" + tag).status()).isEqualTo(200);
        assertThat(ask("If-Match: x" + tag).status()).isEqualTo(412);
        assertThat(ask("If-Match: " + ",".repeat(20_000) + tag).status()).isEqualTo(200);
    }

    @Test
    void givesARangeOnlyOfTheSameBytes() {
        String tag = ask().header("ETag").getFirst();

        assertThat(ask("Range: bytes=0-9", "If-Range: " + tag).status()).isEqualTo(206);
        assertThat(ask("Range: bytes=0-9", "If-Range: \"other\"").status()).isEqualTo(200);
        assertThat(ask("Range: bytes=0-9", "If-Range: W/" + tag).status()).isEqualTo(200);
        assertThat(ask("Range: bytes=0-9", "If-Range: *").status()).isEqualTo(200);
        assertThat(ask("Range: bytes=0-9", "If-Range: " + tag + "x").status()).isEqualTo(200);
        assertThat(ask("Range: bytes=0-9", "If-Range: x" + tag).status()).isEqualTo(200);
        assertThat(ask("Range: bytes=0-9", "If-Range: " + tag + ", " + tag).status())
                .isEqualTo(200);
        assertThat(ask("Range: bytes=0-9", "If-Range: " + tag, "If-Range: " + tag)
                        .status())
                .isEqualTo(200);
        assertThat(ask("Range: bytes=0-9", "If-Range: Tue, 03 Feb 2026 04:05:06 GMT")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If-None-Match: TAG|304",
                "If-None-Match: W/TAG|304",
                "If-None-Match: \"other\", TAG|304",
                "If-None-Match: *|304",
                "If-None-Match: \"other\"|200",
                "If-Modified-Since: Tue, 03 Feb 2026 04:05:06 GMT|304",
                "If-Modified-Since: Tue, 03 Feb 2026 04:05:05 GMT|200",
                "If-Modified-Since: yesterday|200",
                "If-Match: TAG|200",
                "If-Match: \"other\", TAG|200",
                "If-Match: *|200",
                "If-Match: \"other\"|412",
                "If-Match: W/TAG|412",
                "If-Unmodified-Since: Tue, 03 Feb 2026 04:05:06 GMT|200",
                "If-Unmodified-Since: Tue, 03 Feb 2026 04:05:05 GMT|412"
            })
    void answersOnlyWhereConditionsHold(String header, int status) {
        String tag = ask().header("ETag").getFirst();
        Answer answer = ask(header.replace("TAG", tag));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).hasSize(status == 200 ? LENGTH : 0);
        assertThat(answer.header("ETag")).containsExactly(tag);
    }

    /** RFC 9110, 13.2.2: a tag counts before a date. */
    @Test
    void looksAtNoDateWhereThereIsATag() {
        assertThat(ask("If-None-Match: \"other\"", "If-Modified-Since: Tue, 03 Feb 2026 04:05:06 GMT")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givesAnEmptyFile() {
        Answer answer = RawHttps.get(GATEWAY.port(), "/recapi?filename=empty.wav");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).containsExactly("0");
        assertThat(RawHttps.get(GATEWAY.port(), "/recapi?filename=empty.wav", "Range: bytes=0-")
                        .status())
                .isEqualTo(416);
    }

    @Test
    void countsRequestsByTheirOutcome() {
        ask();
        ask("Range: bytes=99999-");
        RawHttps.get(GATEWAY.port(), "/recapi?filename=nothing.wav");

        assertThat(GATEWAY.count("gateway.recapi.requests", "answered")).isPositive();
        assertThat(GATEWAY.count("gateway.recapi.requests", "refused")).isPositive();
        assertThat(GATEWAY.count("gateway.recapi.requests", "not_found")).isPositive();
        assertThat(GATEWAY.meters.find("gateway.recapi.requests").timers())
                .allSatisfy(timer -> assertThat(timer.getId().getTag("export")).isEqualTo("billing"));
    }

    private static Answer ask(String... headers) {
        return RawHttps.get(GATEWAY.port(), TARGET, headers);
    }

    private static java.util.List<String> without(Answer answer, String header) {
        return answer.headers().stream()
                .filter(line -> !line.startsWith(header + ":"))
                .toList();
    }
}

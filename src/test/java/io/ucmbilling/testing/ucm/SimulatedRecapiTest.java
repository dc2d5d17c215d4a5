package io.ucmbilling.testing.ucm;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedRecapi.Framing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.sound.sampled.AudioSystem;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated UCM's recapi: contract S6 and the guide's notes, seen from outside. */
class SimulatedRecapiTest {
    private static final String A = "2026-05/auto-1777878000-1001-1002.wav";
    private static final String B = "auto-1777878100-1001-1002.wav";

    private final Pbx pbx = Pbx.seeded(7).generation(4).lateShare(0).build();
    private final SimulatedUcm ucm =
            SimulatedUcm.over(pbx).authentication(RequiredAuthentication.NONE).start();
    private final SimulatedRecapi recapi = ucm.recapi();
    private final ShelvedFile a = recapi.shelf().put("monitor", A, 5000);
    private final ShelvedFile b = recapi.shelf().put("monitor", B, 6000);

    @AfterEach
    void stop() {
        ucm.close();
    }

    private Answer get(String query, String... headers) {
        return RawHttps.get(ucm.port(), "/recapi" + query, headers);
    }

    @Test
    void listsDirectories() {
        Answer answer = get("");
        assertThat(answer.header("Content-Type")).containsExactly("text/csv");
        assertThat(answer.text())
                .isEqualTo("Directory,Filename\nmeetme,\nmonitor,\nmonitor/2026-05,\nvoicemail,\nvoicemail/default,\n");
    }

    @Test
    void listsWhatIsInTheDirectoriesAskedFor() {
        assertThat(get("?filedir=monitor@voicemail@nowhere").text())
                .isEqualTo("Directory,Filename\nmonitor,2026-05\nmonitor," + B + "\nvoicemail,default\n");
        assertThat(get("?filedir=monitor/2026-05").text())
                .isEqualTo("Directory,Filename\nmonitor/2026-05,auto-1777878000-1001-1002.wav\n");
        assertThat(recapi.asked().listings()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?filedir=monitor&filename=2026-05/auto-1777878000-1001-1002.wav",
                "?filedir=monitor&filename=2026-05/auto-1777878000-1001-1002.wav@",
                "?filename=auto-1777878000-1001-1002.wav",
                "?FileName=auto-1777878000-1001-1002.wav@none.wav@",
                "?filename=auto-1777878000-1001-1002.wav@2026-05/auto-1777878000-1001-1002.wav",
                "?filedir=monitor/2026-05&filename=auto-1777878000-1001-1002.wav",
                "?filename=a%20b.wav@..@auto-1777878000-1001-1002.wav"
            })
    void sendsTheOneFileThatIsFound(String query) {
        Answer answer = get(query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).containsExactly("audio/wav");
        assertThat(answer.header("Content-Length")).containsExactly("5000");
        assertThat(answer.body()).isEqualTo(a.bytes());
        assertThat(recapi.asked().times(a.path())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?filename=none.wav",
                "?filedir=meetme&filename=auto-1777878100-1001-1002.wav",
                "?filedir=monitor@meetme&filename=auto-1777878100-1001-1002.wav",
                "?filedir=nowhere",
                "?filedir=",
                "?filename=",
                "?filename=@",
                "?filename=a.wav&filename=auto-1777878100-1001-1002.wav",
                "?filedir=monitor&filedir=monitor",
                "?filedir=..&filename=auto-1777878100-1001-1002.wav",
                "?filename=../monitor/auto-1777878100-1001-1002.wav",
                "?filename=%2Fmonitor%2Fauto-1777878100-1001-1002.wav",
                "?filename=2026-04/auto-1777878000-1001-1002.wav",
                "?filename=%zz"
            })
    void finds404(String query) {
        assertThat(get(query).status()).isEqualTo(404);
    }

    @Test
    void cutsNamesAt256Characters() {
        String name = "x".repeat(256);
        recapi.shelf().put("monitor", name, 100);
        assertThat(get("?filename=" + name + "yyy").status()).isEqualTo(200);
    }

    @Test
    void takesVariablesFromAForm() {
        Answer answer = RawHttps.request(
                ucm.port(), "POST", "//recapi", "filename=" + B, "Content-Type: application/x-www-form-urlencoded");
        assertThat(answer.body()).isEqualTo(b.bytes());
    }

    @Test
    void packsSeveralIntoATarNamedByTheTime() throws Exception {
        Answer answer = get("?filename=" + A + "@none.wav@" + B);
        assertThat(answer.header("Content-Type")).containsExactly("application/x-tar");
        assertThat(answer.header("Content-Disposition"))
                .containsExactly(
                        "attachment; filename=\"" + pbx.clock().instant().getEpochSecond() + ".tar\"");
        List<byte[]> contents = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(answer.body()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                contents.add(tar.readAllBytes());
            }
        }
        assertThat(contents).containsExactly(a.bytes(), b.bytes());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 206, 0, 6000",
        "bytes=5990-, 206, 5990, 6000",
        "bytes=10-19, 206, 10, 20",
        "bytes=10-99999, 206, 10, 6000",
        "bytes=-7, 206, 5993, 6000",
        "'bytes=0-1,5-6', 200, 0, 6000",
        "bytes=9-1, 200, 0, 6000",
        "bytes=-, 200, 0, 6000",
        "lines=1-2, 200, 0, 6000"
    })
    void knowsRanges(String range, int status, int from, int to) {
        Answer answer = get("?filename=" + B, "Range: " + range);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(b.bytes(), from, to));
        if (status == 206) {
            assertThat(answer.header("Content-Range")).containsExactly("bytes " + from + "-" + (to - 1) + "/6000");
        }
    }

    @Test
    void saysWhereARangeIsBehindTheEnd() {
        Answer answer = get("?filename=" + B, "Range: bytes=6000-");
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("Content-Range")).containsExactly("bytes */6000");
    }

    @Test
    void knowsARangeOnlyOfTheSameFile() {
        String tag = get("?filename=" + B).header("ETag").getFirst();
        assertThat(get("?filename=" + B, "Range: bytes=9-", "If-Range: " + tag).status())
                .isEqualTo(206);
        recapi.shelf().put("monitor", B, 6000, 99);
        assertThat(get("?filename=" + B, "Range: bytes=9-", "If-Range: " + tag).status())
                .isEqualTo(200);
    }

    @Test
    void knowsNoRangesWhereToldSo() {
        recapi.ranges(false);
        Answer answer = get("?filename=" + B, "Range: bytes=9-");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEmpty();
    }

    @Test
    void answersAHeadWithoutABody() {
        Answer answer = RawHttps.request(ucm.port(), "HEAD", "/recapi?filename=" + B, "");
        assertThat(answer.header("Content-Length")).containsExactly("6000");
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void sendsAFileInEachFraming(Framing framing) {
        recapi.framing(framing);
        Answer answer = get("?filename=" + B);
        assertThat(answer.whole()).isTrue();
        assertThat(answer.body()).isEqualTo(b.bytes());
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void goesWrongAtTheVeryByte(Framing framing) {
        recapi.framing(framing).faults().next(new FileFault.EndAt(4321));
        assertThat(get("?filename=" + B).body()).isEqualTo(Arrays.copyOf(b.bytes(), 4321));
        assertThat(get("?filename=" + B).body()).isEqualTo(b.bytes());
    }

    static FileFault[] held() {
        return new FileFault[] {new FileFault.StallAt(1000), new FileFault.HoldHead()};
    }

    @ParameterizedTest
    @MethodSource("held")
    void holdsAFileUntilTold(FileFault fault) throws Exception {
        recapi.faults().next(fault);
        FutureTask<Integer> release = new FutureTask<>(() -> {
            while (recapi.faults().held() == 0) {
                Thread.onSpinWait();
            }
            int underWay = recapi.asked().underWay();
            recapi.faults().release();
            return underWay;
        });
        Thread.ofVirtual().start(release);
        assertThat(get("?filename=" + B).body()).isEqualTo(b.bytes());
        assertThat(release.get()).isEqualTo(1);
    }

    @Test
    void answersWithAnotherStatusOrType() {
        recapi.faults()
                .next(new FileFault.Status(503))
                .next(new FileFault.LoginPage())
                .next(new FileFault.ApiStatus(-9));
        assertThat(get("?filename=" + B).status()).isEqualTo(503);
        assertThat(get("?filename=" + B).header("Content-Type")).containsExactly("text/html");
        assertThat(get("?filename=" + B).text()).endsWith("\"status\":-9}");
    }

    @Test
    void asksForASignIn() {
        try (SimulatedUcm signed = SimulatedUcm.over(pbx).start()) {
            assertThat(RawHttps.get(signed.port(), "/recapi").status()).isEqualTo(401);
        }
    }

    @Test
    void speaksTheNewerApi() throws Exception {
        try (UcmClient client = new UcmClient(ucm)) {
            String ask = "{\"request\":{\"action\":\"recapi\",\"cookie\":\"" + client.login("cdrapi123") + "\"";
            assertThat(client.post(ask + "}}")).startsWith("Directory,Filename\n");
            assertThat(client.post(ask + ",\"filename\":\"" + B + "\"}}")).startsWith("RIFF");
            assertThat(client.post(ask + ",\"filename\":\"none.wav\"}}")).endsWith("\"status\":-16}");
            ucm.endSessions();
            assertThat(client.post(ask + "}}")).endsWith("\"status\":-6}");
        }
    }

    @Test
    void holdsTheFilesThatTheLegsNameFromTheirHangUpOn() {
        int before = recapi.shelf().files().size();
        pbx.advance(Duration.ofDays(3));
        List<String> names = pbx.shown().stream()
                .map(leg -> leg.text(Field.RECORDFILES))
                .filter(files -> !files.isEmpty())
                .toList();
        assertThat(recapi.shelf().files()).hasSize(before + names.size());
        assertThat(names)
                .isNotEmpty()
                .allSatisfy(files -> assertThat(
                                get("?filename=" + files.replace("#", "%23")).text())
                        .startsWith("RIFF"));
    }

    @Test
    void aFileIsARightWavAsLongAsItSays() throws Exception {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (long from = 0; from < a.length(); from += 997) {
            a.write(from, Math.min(997, a.length() - from), parts);
        }
        assertThat(parts.toByteArray()).isEqualTo(a.bytes());
        assertThat(AudioSystem.getAudioInputStream(new ByteArrayInputStream(a.bytes()))
                        .getFrameLength())
                .isEqualTo((5000 - 44) / 2);
    }
}

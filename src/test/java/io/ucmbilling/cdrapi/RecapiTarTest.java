package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several recordings as a tar, and answers that break off (contract S6). */
class RecapiTarTest {
    private static final byte[] ONE = random(100_000);
    private static final byte[] TWO = random(200_000);

    private final FakeRecordings recordings =
            new FakeRecordings().keep("branch-a", "monitor/a.wav", ONE).keep("branch-a", "monitor/b.wav", TWO);

    @AfterEach
    void leavesNothingOpen() {
        assertThat(recordings.open).hasValue(0);
    }

    @Test
    void namesItByTheSecondInWhichTheRequestCame() {
        Answer answer = ask("a.wav@b.wav");

        assertThat(answer.header("Content-Type")).containsExactly("application/x-tar");
        assertThat(answer.header("Content-Disposition")).containsExactly("attachment; filename=\"1772366400.tar\"");
        assertThat(answer.header("ETag")).isEmpty();
    }

    /** In whole seconds. */
    @Test
    void tellsOfEachFileWhenItWasRecorded() throws IOException {
        assertThat(entries(ask("a.wav@b.wav")).keySet())
                .extracting(
                        TarArchiveEntry::getName,
                        entry -> entry.getLastModifiedTime().toInstant())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a.wav", FakeRecordings.MODIFIED),
                        org.assertj.core.groups.Tuple.tuple("b.wav", FakeRecordings.MODIFIED));
    }

    @Test
    void holdsMoreThanTwoAndWhatItHolds() throws IOException {
        recordings.keep("branch-a", "monitor/empty.wav", new byte[0]);

        assertThat(entries(ask("a.wav@nothing.wav@empty.wav@b.wav@@")).values()).containsExactly(ONE, new byte[0], TWO);
    }

    @Test
    void holdsLongNamesAndNamesBeyondAscii() throws IOException {
        String longest = "x".repeat(250) + ".wav";
        recordings.keep("branch-a", "monitor/" + longest, ONE).keep("branch-a", "monitor/Jürgen.wav", TWO);

        assertThat(entries(ask(longest + "@J%C3%BCrgen.wav")).keySet())
                .extracting(TarArchiveEntry::getName)
                .containsExactly(longest, "Jürgen.wav");
    }

    /** A client that puts a recordfiles value into the URL as it stands sends a plus for a space. */
    @Test
    void looksOnceForANameWithASpaceWithAPlusInItsPlace() throws IOException {
        recordings.keep("branch-a", "monitor/auto-+12025550123-1.wav", ONE);
        recordings.keep("branch-a", "monitor/x y.wav", TWO);

        assertThat(ask("auto-+12025550123-1.wav").body()).isEqualTo(ONE);
        assertThat(ask("auto-%2012025550123-1.wav@x%20y.wav@b..%20.wav").body()).isEqualTo(ONE);
        assertThat(recordings.asked)
                .containsExactly(
                        "branch-a monitor auto-+12025550123-1.wav",
                        "branch-a monitor auto-+12025550123-1.wav",
                        "branch-a monitor x+y.wav");
    }

    @Test
    void holdsAFileOnceThatIsAskedForTwice() throws IOException {
        recordings.keep("branch-a", "monitor/2026-05/m.wav", ONE);

        assertThat(entries(ask("2026-05/m.wav@a.wav@m.wav@a.wav")).keySet())
                .extracting(TarArchiveEntry::getName)
                .containsExactly("2026-05/m.wav", "a.wav");
        assertThat(ask("2026-05/m.wav@m.wav").header("Content-Type")).containsExactly("audio/wav");
    }

    /** Else two that are passed through would wait for each other's turn at the UCM. */
    @Test
    void holdsNothingOfTheUcmWhileItLooksForMore() {
        ask("a.wav@b.wav");
        assertThat(recordings.rested).containsExactly("branch-a/monitor/a.wav", "branch-a/monitor/b.wav");
    }

    @Test
    void answersHeadWithoutReadingAFile() {
        try (Gateway gateway = Gateway.open(recordings.breakAt("branch-a", "monitor/a.wav", 0))) {
            Answer head = RawHttps.request(gateway.port(), "HEAD", "/recapi?filename=a.wav@b.wav", "");

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.header("Content-Type")).containsExactly("application/x-tar");
        }
    }

    @Test
    void breaksTheConnectionWhereAFileOfATarBreaks() {
        recordings.breakAt("branch-a", "monitor/b.wav", 150_000);

        brokenOff("a.wav@b.wav");
    }

    /** The last one is at its end, but the tar is not. */
    @Test
    void breaksTheConnectionWhereTheLastFileBreaksAtItsEnd() {
        recordings.breakAt("branch-a", "monitor/b.wav", TWO.length - 1);

        brokenOff("a.wav@b.wav");
    }

    @Test
    void breaksTheConnectionWhereAFileBreaks() {
        recordings.breakAt("branch-a", "monitor/b.wav", 150_000);

        brokenOff("b.wav");
    }

    @Test
    void saysThatTheUcmIsAwayWhereAFileBreaksBeforeItBegan() {
        recordings.breakAt("branch-a", "monitor/b.wav", 0);

        assertThat(ask("b.wav").status()).isEqualTo(503);
    }

    private void brokenOff(String names) {
        try (Gateway gateway = Gateway.open(recordings)) {
            Answer answer = RawHttps.get(gateway.port(), "/recapi?filename=" + names);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isFalse();
            assertThat(gateway.count("gateway.recapi.requests", "broken_off")).isEqualTo(1);
        }
    }

    private Answer ask(String names) {
        try (Gateway gateway = Gateway.open(recordings)) {
            return RawHttps.get(gateway.port(), "/recapi?filename=" + names);
        }
    }

    private static Map<TarArchiveEntry, byte[]> entries(Answer answer) throws IOException {
        assertThat(answer.whole()).isTrue();
        Map<TarArchiveEntry, byte[]> entries = new LinkedHashMap<>();
        try (var tar =
                new TarArchiveInputStream(new ByteArrayInputStream(answer.body()), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry, tar.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}

package io.ucmbilling.recording.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.recording.RecordingsFixture;
import io.ucmbilling.testing.SettableClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes killed (SIGKILL) in the middle of their fetches, several times, on one folder. */
class KilledFetchIT {
    private static final int KILLS = 6;

    @TempDir
    Path folder;

    @Test
    void leavesWholeFilesAloneUnderTheBound() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            killInTheMiddle(100 + 37 * kill);
            assertThat(bytes(RecordingsFixture.files(folder))).isLessThanOrEqualTo(FetchLoop.BOUND);
            assertWhole();
        }
        SettableClock later = new SettableClock(
                Clock.systemUTC().instant().plus(CacheFolder.DEAD_AFTER).plus(Duration.ofMinutes(1)));
        try (RecordingsFixture after = new RecordingsFixture(folder, FetchLoop.ucm(), later, FetchLoop.BOUND, null)) {
            assertThat(parts()).isEmpty();
            assertThat(after.cache.files())
                    .isEqualTo(RecordingsFixture.files(folder).size())
                    .isGreaterThan(20);
            assertThat(after.cache.bytes()).isEqualTo(bytes(RecordingsFixture.files(folder)));
            List<Integer> cached = IntStream.range(0, FetchLoop.FILES)
                    .filter(i -> after.isCached(FetchLoop.name(i)))
                    .boxed()
                    .toList();
            for (int number : cached) {
                assertThat(after.read(FetchLoop.name(number))).isEqualTo(FetchLoop.content(number));
            }
            assertThat(after.ucm.opened).isEmpty();
        }
    }

    /** Each reads what it asks for whole and right, whatever the other throws away, publishes or leaves half. */
    @Test
    void doesNoHarmToAnotherProcess() throws Exception {
        Process stays = start();
        try (BufferedReader lines = stays.inputReader(StandardCharsets.UTF_8)) {
            for (int kill = 0; kill < KILLS / 2; kill++) {
                killInTheMiddle(100 + 37 * kill);
                for (int i = 0; i < 100; i++) {
                    assertThat(lines.readLine()).isEqualTo(FetchLoop.RIGHT);
                }
            }
        } finally {
            stays.destroyForcibly().waitFor();
        }
        assertWhole();
        // Neither has looked the folder over since it began.
        assertThat(bytes(RecordingsFixture.files(folder))).isLessThanOrEqualTo(2 * FetchLoop.BOUND);
        try (RecordingsFixture after = new RecordingsFixture(
                folder, FetchLoop.ucm(), new SettableClock(Clock.systemUTC().instant()), FetchLoop.BOUND, null)) {
            assertThat(after.cache.bytes())
                    .isEqualTo(bytes(RecordingsFixture.files(folder)))
                    .isLessThanOrEqualTo(FetchLoop.BOUND);
        }
    }

    private void killInTheMiddle(int files) throws Exception {
        Process process = start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < files; i++) {
                assertThat(lines.readLine()).isEqualTo(FetchLoop.RIGHT);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "-Dloop.folder=" + folder,
                        FetchLoop.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What has a name of a whole file is what its name says. */
    private void assertWhole() throws Exception {
        for (Path file : RecordingsFixture.files(folder)) {
            String name = file.getFileName().toString();
            if (!CachedFile.isPart(name)) {
                CachedFile named = CachedFile.named(name).orElseThrow();
                byte[] content = Files.readAllBytes(file);
                assertThat(content).hasSize((int) named.length());
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                        .isEqualTo(named.sha256());
            }
        }
    }

    private List<Path> parts() throws IOException {
        return RecordingsFixture.files(folder).stream()
                .filter(file -> CachedFile.isPart(file.getFileName().toString()))
                .toList();
    }

    private static long bytes(List<Path> files) {
        return files.stream().mapToLong(file -> file.toFile().length()).sum();
    }
}

package io.ucmbilling.recording.cache;

import static io.ucmbilling.recording.RecordingsFixture.files;
import static io.ucmbilling.recording.RecordingsFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.ucmbilling.recording.FakeUcm;
import io.ucmbilling.recording.Recording;
import io.ucmbilling.recording.RecordingsFixture;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.ucm.site.FaultKind;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
    private static final int LENGTH = 1000;

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void choose() {
        folder = temp.resolve("recordings");
    }

    private static String name(int number) {
        return "auto-" + (1779278400 + number) + "-1000-1001.wav";
    }

    private static RecordingsFixture with(RecordingsFixture fixture, int files) {
        for (int i = 0; i < files; i++) {
            fixture.ucm.files.put("monitor/" + name(i), noise(LENGTH, i));
        }
        return fixture;
    }

    private static List<Integer> cached(RecordingsFixture fixture, int files) {
        return IntStream.range(0, files)
                .filter(i -> fixture.isCached(name(i)))
                .boxed()
                .toList();
    }

    private long bytesOnDisk() throws IOException {
        return files(folder).stream().mapToLong(path -> path.toFile().length()).sum();
    }

    @Test
    void throwsTheLeastRecentlyUsedAway() throws Exception {
        try (RecordingsFixture fixture = with(RecordingsFixture.of(folder, 3 * LENGTH), 4)) {
            for (int i : List.of(0, 1, 2, 0, 3)) {
                fixture.read(name(i));
            }
            assertThat(cached(fixture, 4)).containsExactly(0, 2, 3);
            assertThat(fixture.count("evictions")).isEqualTo(1);
            assertThat(bytesOnDisk()).isEqualTo(3 * LENGTH);
        }
    }

    @Test
    void throwsNothingAwayThatIsBeingRead() throws Exception {
        try (RecordingsFixture fixture = with(RecordingsFixture.of(folder, 2 * LENGTH), 4)) {
            fixture.read(name(0));
            try (Recording held = fixture.open(name(0)).orElseThrow()) {
                fixture.read(name(1));
                fixture.read(name(2));
                assertThat(cached(fixture, 3)).containsExactly(0, 2);
                assertThat(RecordingsFixture.bytes(held)).isEqualTo(noise(LENGTH, 0));
            }
            fixture.read(name(1));
            assertThat(cached(fixture, 3)).containsExactly(1, 2);
        }
    }

    @Test
    void holdsAFileForThoseWhoReadItSinceItArrived() throws Exception {
        try (RecordingsFixture fixture = with(RecordingsFixture.of(folder, LENGTH), 2)) {
            try (Recording held = fixture.open(name(0)).orElseThrow()) {
                fixture.landed();
                assertThat(fixture.read(name(1))).isEqualTo(noise(LENGTH, 1));
                assertThat(cached(fixture, 2)).containsExactly(0);
                assertThat(RecordingsFixture.bytes(held)).isEqualTo(noise(LENGTH, 0));
            }
            fixture.clock.advance(Duration.ofMinutes(2));
            fixture.read(name(1));
            assertThat(cached(fixture, 2)).containsExactly(1);
        }
    }

    @Test
    void passesThroughWhatIsLargerThanTheBound() throws Exception {
        try (RecordingsFixture fixture = with(RecordingsFixture.of(folder, LENGTH - 1), 1)) {
            assertThat(fixture.read(name(0))).isEqualTo(noise(LENGTH, 0));
            assertThat(fixture.read(name(0))).isEqualTo(noise(LENGTH, 0));
            assertThat(fixture.count("passed")).isEqualTo(2);
            assertThat(files(folder)).isEmpty();
        }
    }

    @Test
    void throwsAwayWhatIsTooOld() throws Exception {
        SettableClock clock = new SettableClock(RecordingsFixture.NOW);
        try (RecordingsFixture fixture =
                with(new RecordingsFixture(folder, new FakeUcm(), clock, 1 << 20, Duration.ofDays(90)), 2)) {
            fixture.read(name(0));
            clock.advance(Duration.ofDays(89));
            fixture.read(name(0));
            fixture.read(name(1));
            clock.advance(Duration.ofDays(2));
            assertThat(cached(fixture, 2)).containsExactly(1);
            fixture.cache.keepHouse();
            assertThat(files(folder)).hasSize(1);
        }
    }

    @Test
    void knowsItsFilesAndTheirOrderAfterAStart() throws Exception {
        try (RecordingsFixture before = with(RecordingsFixture.on(folder), 3)) {
            for (int i : List.of(2, 0, 1)) {
                before.read(name(i));
                before.clock.advance(Duration.ofMinutes(2));
            }
            before.read(name(2));
        }
        try (RecordingsFixture after = with(RecordingsFixture.of(folder, 3 * LENGTH), 4)) {
            after.ucm.away = FaultKind.UNREACHABLE;
            assertThat(after.read(name(1))).isEqualTo(noise(LENGTH, 1));
            after.ucm.away = null;
            after.read(name(3));
            assertThat(cached(after, 4)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void isBackUnderItsBoundAfterAStartWithALowerOne() throws Exception {
        try (RecordingsFixture before = with(RecordingsFixture.on(folder), 5)) {
            for (int i = 0; i < 5; i++) {
                before.read(name(i));
            }
        }
        try (RecordingsFixture after = RecordingsFixture.of(folder, 2 * LENGTH)) {
            assertThat(after.cache.files()).isEqualTo(2);
            assertThat(bytesOnDisk()).isEqualTo(2 * LENGTH);
        }
    }

    @Test
    void servesNothingThatIsShorterThanItsNameSays() throws Exception {
        try (RecordingsFixture fixture = with(RecordingsFixture.on(folder), 1)) {
            fixture.read(name(0));
            Files.write(files(folder).getFirst(), noise(LENGTH - 1, 7));
            assertThat(fixture.read(name(0))).isEqualTo(noise(LENGTH, 0));
            assertThat(fixture.ucm.opened).hasSize(2);
        }
    }

    @Test
    void fetchesAgainWhatVanished() throws Exception {
        try (RecordingsFixture fixture = with(RecordingsFixture.on(folder), 1)) {
            fixture.read(name(0));
            Files.delete(files(folder).getFirst());
            assertThat(fixture.read(name(0))).isEqualTo(noise(LENGTH, 0));
            assertThat(files(folder)).hasSize(1);
        }
    }

    /** A link, whatever it leads to, is neither followed nor served, and what it leads to is left alone. */
    @Test
    void followsNoLink() throws Exception {
        Path secret = Files.write(temp.resolve("secret"), noise(LENGTH, 99));
        try (RecordingsFixture fixture = with(RecordingsFixture.on(folder), 1)) {
            fixture.read(name(0));
            Path file = files(folder).getFirst();
            Files.delete(file);
            Files.createSymbolicLink(file, secret);
            assertThat(fixture.read(name(0))).isEqualTo(noise(LENGTH, 0));
            assertThat(Files.readAllBytes(secret)).isEqualTo(noise(LENGTH, 99));
            assertThat(files(folder)).hasSize(1);
        }
    }

    @Test
    void followsNoLinkInsteadOfAFolder() throws Exception {
        try (RecordingsFixture fixture = with(RecordingsFixture.on(folder), 1)) {
            fixture.read(name(0));
            Path inner = files(folder).getFirst().getParent();
            Path elsewhere = Files.move(inner, temp.resolve("elsewhere"));
            Files.createSymbolicLink(inner, elsewhere);
            fixture.ucm.files.put("monitor/" + name(0), noise(LENGTH, 5));
            assertThat(fixture.read(name(0))).isEqualTo(noise(LENGTH, 5));
            assertThat(files(elsewhere)).hasSize(1);
            assertThat(Files.isSymbolicLink(inner)).isFalse();
        }
    }

    @Test
    void removesDeadPartsAndLeavesLivingOnes() throws Exception {
        try (RecordingsFixture fixture = with(RecordingsFixture.on(folder), 1)) {
            fixture.read(name(0));
        }
        String key = "branch-a." + "0f".repeat(32) + ".0123456789abcdef-";
        Path dead = Files.write(folder.resolve("0f").resolve(key + "1.part").toAbsolutePath(), new byte[9], made());
        Path living = Files.write(folder.resolve("0f").resolve(key + "2.part"), new byte[9]);
        Files.setLastModifiedTime(
                dead, FileTime.from(RecordingsFixture.NOW.minus(CacheFolder.DEAD_AFTER.plusSeconds(1))));
        Files.setLastModifiedTime(living, FileTime.from(RecordingsFixture.NOW.minusSeconds(60)));
        try (RecordingsFixture fixture = RecordingsFixture.on(folder)) {
            assertThat(dead).doesNotExist();
            assertThat(living).exists();
            assertThat(fixture.cache.bytes()).isEqualTo(LENGTH + 9);
        }
    }

    private OpenOption[] made() throws IOException {
        Files.createDirectories(folder.resolve("0f"));
        return new OpenOption[] {StandardOpenOption.CREATE};
    }

    @Test
    void sharesItsFolderWithAnotherReplica() throws Exception {
        try (RecordingsFixture one = with(RecordingsFixture.on(folder), 2);
                RecordingsFixture other = one.replica(folder)) {
            one.read(name(0));
            assertThat(other.read(name(0))).isEqualTo(noise(LENGTH, 0));
            assertThat(one.ucm.opened).hasSize(1);
            try (Recording held = one.open(name(0)).orElseThrow()) {
                Files.delete(files(folder).getFirst());
                assertThat(RecordingsFixture.bytes(held)).isEqualTo(noise(LENGTH, 0));
            }
            assertThat(other.read(name(0))).isEqualTo(noise(LENGTH, 0));
        }
    }

    /** Both throw away and fetch again what the other one reads. */
    @Test
    void servesNothingWrongWhileTwoReplicasFightForRoom() throws Exception {
        try (RecordingsFixture one = with(RecordingsFixture.of(folder, 5 * LENGTH), 12);
                RecordingsFixture other = new RecordingsFixture(folder, one.ucm, one.clock, 5 * LENGTH, null);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> readers = IntStream.range(0, 16)
                    .mapToObj(reader -> threads.submit(() -> readsRight(reader % 2 == 0 ? one : other, reader)))
                    .toList();
            for (Future<Boolean> reader : readers) {
                assertThat(reader.get()).isTrue();
            }
            one.landed();
            other.landed();
            one.clock.advance(RecordingCache.SURVEY_EVERY.plusSeconds(1));
            one.cache.keepHouse();
            assertThat(bytesOnDisk()).isLessThanOrEqualTo(5 * LENGTH);
        }
    }

    private static boolean readsRight(RecordingsFixture fixture, int seed) throws Exception {
        Random random = new Random(seed);
        boolean right = true;
        for (int i = 0; i < 40; i++) {
            int number = random.nextInt(12);
            try (Recording recording = fixture.open(name(number)).orElseThrow()) {
                right &= Arrays.equals(RecordingsFixture.bytes(recording), noise(LENGTH, number));
            }
        }
        return right;
    }

    @Test
    void countsWhatAnotherReplicaFetchedOnceItHasLooked() throws Exception {
        try (RecordingsFixture one = with(RecordingsFixture.of(folder, 3 * LENGTH), 3);
                RecordingsFixture other = one.replica(folder)) {
            one.read(name(0));
            other.read(name(1));
            other.read(name(2));
            one.clock.advance(RecordingCache.SURVEY_EVERY.plusSeconds(1));
            one.cache.keepHouse();
            assertThat(one.cache.bytes()).isEqualTo(3 * LENGTH);
        }
    }

    @Test
    void passesThroughWhileTheDiskIsFullAndComesBack() throws Exception {
        try (FileSystem small = Jimfs.newFileSystem(Configuration.unix().toBuilder()
                .setBlockSize(512)
                .setMaxSize(4096)
                .build())) {
            Path disk = Files.createDirectories(small.getPath("/disk"));
            try (RecordingsFixture fixture = with(RecordingsFixture.of(disk, 1 << 20), 20)) {
                Files.write(disk.resolve("other"), new byte[3000]);
                for (int i = 0; i < 5; i++) {
                    assertThat(fixture.read(name(i))).isEqualTo(noise(LENGTH, i));
                }
                assertThat(fixture.cache.isInTrouble()).isTrue();
                assertThat(fixture.count("passed")).isPositive();
                Files.delete(disk.resolve("other"));
                fixture.clock.advance(DiskTrouble.PAUSE.plusSeconds(1));
                assertThat(fixture.read(name(7))).isEqualTo(noise(LENGTH, 7));
                assertThat(fixture.isCached(name(7))).isTrue();
                assertThat(fixture.cache.isInTrouble()).isFalse();
            }
        }
    }

    @Test
    void passesThroughWhileTheFolderIsGoneAndComesBack() throws Exception {
        try (RecordingsFixture fixture = with(RecordingsFixture.on(folder), 3)) {
            Files.write(folder, new byte[0]);
            assertThat(fixture.read(name(0))).isEqualTo(noise(LENGTH, 0));
            assertThat(fixture.read(name(1))).isEqualTo(noise(LENGTH, 1));
            assertThat(fixture.isCached(name(0))).isFalse();
            Files.delete(folder);
            fixture.clock.advance(DiskTrouble.PAUSE.plusSeconds(1));
            assertThat(fixture.read(name(2))).isEqualTo(noise(LENGTH, 2));
            assertThat(fixture.isCached(name(2))).isTrue();
        }
    }
}

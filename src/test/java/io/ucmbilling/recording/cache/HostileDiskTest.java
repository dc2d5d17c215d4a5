package io.ucmbilling.recording.cache;

import static io.ucmbilling.recording.RecordingsFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.recording.FakeUcm;
import io.ucmbilling.recording.Recording;
import io.ucmbilling.recording.RecordingsFixture;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.testing.HostileNames;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.springframework.util.FileSystemUtils;

/** Whatever a recording is called, and wherever links in the cache's folder lead: nothing outside it is read or written. */
class HostileDiskTest {
    private static final int LENGTH = 60;
    private static final byte[] SECRET = noise(LENGTH, 99);

    /** Whole hostile names, and such made of their pieces. */
    @Provide
    Arbitrary<String> name() {
        Arbitrary<String> whole = Arbitraries.of(
                HostileNames.ALL.stream().map(HostileDiskTest::decoded).toList());
        Arbitrary<String> piece = Arbitraries.of(
                "..",
                ".",
                "/",
                "\\",
                "\0",
                "%2e",
                "%2f",
                "\uff0e",
                "\u2215",
                "~",
                "C:",
                "CON",
                "nul",
                "etc",
                "passwd",
                "monitor",
                "a.wav",
                "auto-1779278400-1000-12025550101.wav",
                "2026-05",
                " ",
                "@",
                "#",
                "*",
                "\ud800");
        Arbitrary<String> made = piece.list().ofMinSize(1).ofMaxSize(8).map(pieces -> String.join("", pieces));
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of("monitor", "a.wav")),
                Tuple.of(1, whole),
                Tuple.of(3, made),
                Tuple.of(1, Arbitraries.strings().ofMinLength(1).ofMaxLength(300)));
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    @Property(tries = 300)
    void nothingOutsideIsReadOrWritten(@ForAll("name") String directory, @ForAll("name") String file) throws Exception {
        Optional<RecordingName> name = RecordingName.of(directory, file);
        Statistics.label("may be asked for").collect(name.isPresent());
        Statistics.label("may be asked for")
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 10));
        if (name.isEmpty()) {
            return; // Nobody can ask for it.
        }
        Path temp = Files.createTempDirectory("hostile");
        try {
            Path outside = Files.createDirectory(temp.resolve("outside"));
            Path secret = Files.write(outside.resolve("secret"), SECRET);
            Path folder = temp.resolve("cache");
            try (RecordingsFixture fixture = RecordingsFixture.on(folder)) {
                fixture.ucm.files.put(name.get().directory() + "/" + name.get().file(), noise(LENGTH, 1));
                assertThat(read(fixture, name.get())).isEqualTo(noise(LENGTH, 1));
                Path kept = onlyFile(folder);

                Files.delete(kept);
                Files.createSymbolicLink(kept, secret);
                assertThat(read(fixture, name.get())).isEqualTo(noise(LENGTH, 1));
                assertThat(onlyFile(folder)).isEqualTo(kept);

                Path inner = Objects.requireNonNull(kept.getParent());
                FileSystemUtils.deleteRecursively(inner);
                Files.createSymbolicLink(inner, outside);
                assertThat(read(fixture, name.get())).isEqualTo(noise(LENGTH, 1));
                assertThat(onlyFile(folder)).isEqualTo(kept);
            }
            assertThat(secret).hasBinaryContent(SECRET);
            assertThat(names(temp)).containsExactlyInAnyOrder("outside", "cache");
            assertThat(names(outside)).containsExactly("secret");
        } finally {
            FileSystemUtils.deleteRecursively(temp);
        }
    }

    private static byte[] read(RecordingsFixture fixture, RecordingName name) throws Exception {
        try (Recording recording = fixture.recordings.open(FakeUcm.SITE, name).orElseThrow()) {
            return RecordingsFixture.bytes(recording);
        } finally {
            fixture.landed();
        }
    }

    /** The folder holds one file, whose place tells nothing of its name. */
    private static Path onlyFile(Path folder) throws IOException {
        List<Path> files = RecordingsFixture.files(folder);
        assertThat(files).hasSize(1);
        assertThat(folder.relativize(files.getFirst()).toString())
                .matches("[0-9a-f]{2}/branch-a\\.[0-9a-f]{64}\\.[-.0-9a-z]+");
        return files.getFirst();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}

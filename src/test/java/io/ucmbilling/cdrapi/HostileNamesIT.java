package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever is asked for, what goes on from an export stays below the directory that a UCM lists (contract S6). */
class HostileNamesIT {
    private static final byte[] SECRET = {1, 2, 3};
    private static final FakeRecordings RECORDINGS = new FakeRecordings().keep("branch-a", "monitor/a.wav", SECRET);
    private static final Gateway GATEWAY = Gateway.open(RECORDINGS);

    @AfterContainer
    static void stop() {
        GATEWAY.close();
    }

    /** Pieces of which names are made that have got out of directories somewhere, written in one of many ways. */
    @Provide
    Arbitrary<String> name() {
        Arbitrary<String> trick = Arbitraries.of(
                "..",
                ".",
                "/",
                "//",
                "\\",
                "%2e",
                "%2E%2e",
                "%2f",
                "%5c",
                "%252e",
                "%c0%ae",
                "%c0%af",
                "%00",
                "%u002e",
                "%ef%bc%8e",
                "~",
                ":",
                "C:",
                "etc",
                "passwd",
                "a.wav",
                "monitor",
                "%20",
                "+",
                "@",
                "%40",
                "%0d%0a",
                "%7f",
                "CON",
                "%ff",
                "#".replace("#", "%23"),
                "%",
                ";",
                "*");
        Arbitrary<String> any = Arbitraries.strings()
                .ofMaxLength(8)
                .map(text -> java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(4, trick), net.jqwik.api.Tuple.of(1, any))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 300)
    void reachNothingOutside(@ForAll("name") String directory, @ForAll("name") String file) {
        for (String query :
                List.of("filename=" + file, "filedir=" + directory, "filedir=" + directory + "&filename=" + file)) {
            RECORDINGS.asked.clear();
            Answer answer = RawHttps.get(GATEWAY.port(), "/recapi?" + query);

            assertThat(answer.status()).as(query).isIn(200, 404);
            assertThat(answer.headers()).as(query).noneMatch(line -> line.startsWith("Set-Cookie"));
            assertThat(RECORDINGS.asked).as(query).allSatisfy(HostileNamesIT::staysBelow);
        }
    }

    /** {@code <site> <directory>} or {@code <site> <directory> <file>}; a file has no space, a directory may. */
    private static void staysBelow(String asked) {
        String path = asked.substring("branch-a ".length());
        assertThat(Arrays.asList(path.split("@"))).allMatch(RecordingName::isPath);
    }
}

package io.ucmbilling.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.RawHttps.Answer;
import io.ucmbilling.testing.ucm.RecordingShelf;
import io.ucmbilling.testing.ucm.ShelvedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What whoever serves recapi keeps to, whether a UCM or the gateway: contract S6 and the guide's <i>REC API</i> with its notes,
 * seen from outside. It serves {@link #FILES} of one PBX, and nothing else comes while the test runs.
 */
public abstract class RecapiContract {
    protected static final String MEETME = "meetme-conf-rec-6300-1411501234.0-0.wav";
    protected static final String OTHER_MEETME = "meetme-conf-rec-6301-1411505678.9-0.wav";
    protected static final String AUTO = "auto-1414771234-1000-1004.wav";
    protected static final String OTHER_AUTO = "auto-1414775678-1001-1003.wav";
    protected static final String MONTHLY = "auto-1777636800-1000-1004.wav";
    protected static final String HASH = "auto-1777636900-1000-1004#2.wav";
    protected static final String LONGEST = "auto-1414779999-" + "1".repeat(236) + ".wav";

    /** Bytes by path below the spool directory. */
    protected static final Map<String, byte[]> FILES = files();

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String path : List.of(
                "monitor/" + AUTO,
                "monitor/" + OTHER_AUTO,
                "monitor/" + LONGEST,
                "monitor/2026-05/" + MONTHLY,
                "monitor/2026-05/" + HASH,
                "meetme/" + MEETME,
                "meetme/" + OTHER_MEETME,
                "voicemail/default/msg0000.wav")) {
            files.put(path, new ShelvedFile(path, 20_000L + path.length(), path.hashCode()).bytes());
        }
        return files;
    }

    /** Puts {@link #FILES} there. */
    protected static void fill(RecordingShelf shelf) {
        FILES.forEach((path, bytes) -> {
            int directory = path.startsWith("voicemail") ? path.lastIndexOf('/') : path.indexOf('/');
            shelf.put(path.substring(0, directory), path.substring(directory + 1), bytes.length);
        });
    }

    /** Asks the server under test, with whatever it wants to see of the asker. */
    protected abstract Answer ask(String method, String target, String body, String... headers);

    /** Case 1. */
    @Test
    void listsTheDirectories() {
        Answer answer = ask("GET", "/recapi", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).hasSize(1).first().asString().startsWith("text/csv");
        assertThat(answer.text()).startsWith("Directory,Filename\n");
        assertThat(directories(answer)).contains("monitor", "meetme");
    }

    /** Case 1: what is listed as a directory is what filedir takes. */
    @Test
    void listsDirectoriesThatCanBeListed() {
        for (String directory : directories(ask("GET", "/recapi", ""))) {
            assertThat(get("filedir=" + directory).status()).as(directory).isEqualTo(200);
        }
    }

    /** Case 2. */
    @Test
    void listsWhatIsInADirectory() {
        Answer answer = get("filedir=meetme");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).startsWith("Directory,Filename\n");
        assertThat(answer.text().lines()).contains("meetme," + MEETME, "meetme," + OTHER_MEETME);
    }

    /** Case 2: separated by {@code @}. */
    @Test
    void listsWhatIsInSeveralDirectories() {
        assertThat(get("filedir=monitor@meetme@voicemail/default").text().lines())
                .contains("monitor," + AUTO, "meetme," + MEETME, "voicemail/default,msg0000.wav");
    }

    @Test
    void listsNothingOfADirectoryThatIsNot() {
        assertThat(get("filedir=nothing").status()).isEqualTo(404);
    }

    /** Case 3, one file. */
    @Test
    void givesOneFile() {
        Answer answer = get("filedir=meetme&filename=" + MEETME);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).containsExactly("audio/wav");
        assertThat(answer.header("Content-Length")).containsExactly("" + file("meetme/" + MEETME).length);
        assertThat(answer.body()).isEqualTo(file("meetme/" + MEETME));
    }

    /** Case 4. */
    @Test
    void looksInMonitorUnlessADirectoryIsNamed() {
        assertThat(get("filename=" + AUTO).body()).isEqualTo(file("monitor/" + AUTO));
        assertThat(get("filename=" + MEETME).status()).isEqualTo(404);
    }

    /** Case 3, two or more. */
    @Test
    void givesSeveralFilesAsATar() {
        Answer answer = get("filedir=meetme&filename=" + MEETME + "@" + OTHER_MEETME);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).containsExactly("application/x-tar");
        assertThat(String.join("", answer.header("Content-Disposition"))).containsPattern("[0-9]{10}\\.tar");
        assertThat(tar(answer)).containsOnlyKeys(MEETME, OTHER_MEETME);
        assertThat(tar(answer).get(MEETME)).isEqualTo(file("meetme/" + MEETME));
        assertThat(tar(answer).get(OTHER_MEETME)).isEqualTo(file("meetme/" + OTHER_MEETME));
    }

    /** Case 4, two or more. */
    @Test
    void givesSeveralFilesOfMonitorAsATar() {
        assertThat(tar(get("filename=" + AUTO + "@" + OTHER_AUTO))).containsOnlyKeys(AUTO, OTHER_AUTO);
    }

    @Test
    void givesTheOneFileThatThereIsOfSeveral() {
        Answer answer = get("filename=nothing.wav@" + AUTO + "@neither.wav");

        assertThat(answer.header("Content-Type")).containsExactly("audio/wav");
        assertThat(answer.body()).isEqualTo(file("monitor/" + AUTO));
    }

    @Test
    void givesNothingWhereNoneIsThere() {
        assertThat(get("filename=nothing.wav").status()).isEqualTo(404);
        assertThat(get("filename=nothing.wav@neither.wav").status()).isEqualTo(404);
    }

    /** Note 1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "filedir=monitor&filedir=meetme",
                "filedir=monitor&filedir=monitor",
                "filename=" + AUTO + "&filename=" + OTHER_AUTO,
                "filedir=monitor&filename=" + AUTO + "&filedir=monitor",
                "FILEDIR=monitor&filedir=monitor"
            })
    void refusesAVariableGivenTwice(String variables) {
        assertThat(get(variables).status()).isEqualTo(404);
        assertThat(post(variables).status()).isEqualTo(404);
    }

    /** Note 2. */
    @ParameterizedTest
    @ValueSource(
            strings = {"filedir=", "filename=", "filedir", "filedir=&filename=" + AUTO, "filedir=monitor&filename="})
    void refusesAnEmptyVariable(String variables) {
        assertThat(get(variables).status()).isEqualTo(404);
        assertThat(post(variables).status()).isEqualTo(404);
    }

    /** Note 3. */
    @Test
    void cutsALongName() {
        assertThat(LONGEST).hasSize(256);
        assertThat(get("filename=" + LONGEST).body()).isEqualTo(file("monitor/" + LONGEST));
        assertThat(get("filename=" + LONGEST + ".and-more").body()).isEqualTo(file("monitor/" + LONGEST));
        assertThat(get("filename=" + LONGEST + "1".repeat(9744)).body()).isEqualTo(file("monitor/" + LONGEST));
    }

    /** Guide, case 3: several directories are not supported. */
    @ParameterizedTest
    @ValueSource(strings = {"monitor@meetme", "meetme@", "@meetme", "@"})
    void refusesSeveralDirectoriesBesideAName(String filedir) {
        assertThat(get("filedir=" + filedir + "&filename=" + MEETME).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b.wav", "+" + AUTO, "..", "../monitor/" + AUTO, "2026-05/../" + AUTO, "x..wav", ""})
    void skipsANameThatMayNotBeAskedFor(String name) {
        assertThat(get("filename=" + name + "@" + AUTO).body()).isEqualTo(file("monitor/" + AUTO));
        assertThat(get("filename=" + AUTO + "@" + name).body()).isEqualTo(file("monitor/" + AUTO));
    }

    /** U12. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-05/" + MONTHLY + "@", "2026-05/" + MONTHLY, MONTHLY, MONTHLY + "@"})
    void findsAFileWithAndWithoutItsMonth(String name) {
        Answer answer = get("filename=" + name);

        assertThat(answer.header("Content-Type")).containsExactly("audio/wav");
        assertThat(answer.body()).isEqualTo(file("monitor/2026-05/" + MONTHLY));
    }

    /** U12. */
    @Test
    void findsANameWithAHash() {
        assertThat(get("filename=2026-05/" + HASH.replace("#", "%23") + "@").body())
                .isEqualTo(file("monitor/2026-05/" + HASH));
    }

    @Test
    void readsAForm() {
        assertThat(post("filedir=meetme&filename=" + MEETME).body()).isEqualTo(file("meetme/" + MEETME));
        assertThat(post("filedir=meetme").body())
                .isEqualTo(get("filedir=meetme").body());
    }

    /** S1.1. */
    @Test
    void countsQueryAndFormTogether() {
        assertThat(ask("POST", "/recapi?filedir=meetme", "filename=" + MEETME, FORM)
                        .body())
                .isEqualTo(file("meetme/" + MEETME));
        assertThat(ask("POST", "/recapi?filedir=meetme", "filedir=meetme", FORM).status())
                .isEqualTo(404);
    }

    @Test
    void takesNamesOfVariablesInAnyCase() {
        assertThat(get("FileDir=meetme&FILENAME=" + MEETME).body()).isEqualTo(file("meetme/" + MEETME));
    }

    /** S1.4. */
    @Test
    void servesABaseUrlThatEndsInASlash() {
        assertThat(ask("GET", "//recapi?filename=" + AUTO, "").body()).isEqualTo(file("monitor/" + AUTO));
    }

    @Test
    void answersHeadAsGetWithoutBody() {
        Answer head = ask("HEAD", "/recapi?filename=" + AUTO, "");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).containsExactly("audio/wav");
        assertThat(head.header("Content-Length")).containsExactly("" + file("monitor/" + AUTO).length);
        assertThat(head.body()).isEmpty();
    }

    static List<String> hostile() {
        return HostileNames.ALL;
    }

    /** Nothing outside the named directory can be reached; the listed name goes both ways in. */
    @ParameterizedTest
    @MethodSource("hostile")
    void reachesNothingOutside(String name) {
        for (String query : List.of(
                "filename=" + name,
                "filedir=monitor&filename=" + name,
                "filedir=" + name + "&filename=passwd",
                "filedir=" + name + "&filename=" + AUTO)) {
            assertThat(get(query).status()).as(query).isEqualTo(404);
        }
        assertThat(get("filedir=" + name).status()).isEqualTo(404);
    }

    protected final Answer get(String query, String... headers) {
        return ask("GET", "/recapi?" + query, "", headers);
    }

    protected final Answer post(String form) {
        return ask("POST", "/recapi", form, FORM);
    }

    protected static byte[] file(String path) {
        byte[] bytes = FILES.get(path);
        if (bytes == null) {
            throw new IllegalArgumentException(path);
        }
        return bytes;
    }

    private static List<String> directories(Answer listing) {
        return listing.text()
                .lines()
                .skip(1)
                .map(line -> line.split(",", 2)[0])
                .distinct()
                .toList();
    }

    /** Contents by name. */
    protected static Map<String, byte[]> tar(Answer answer) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (var tar =
                new TarArchiveInputStream(new ByteArrayInputStream(answer.body()), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                contents.put(entry.getName(), tar.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }
}

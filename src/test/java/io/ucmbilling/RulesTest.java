package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that code, tests, migrations and documents cite, such as U6, S1.3 or C7, stand in the contracts. */
class RulesTest {
    private static final Pattern ANCHOR = Pattern.compile("<a id=\"([a-z][0-9.]+)\"></a>");
    /** In comments and documents, so that no constant or escape is taken for a rule. */
    private static final Pattern COMMENT =
            Pattern.compile("(?m)^\\s*(?:/?\\*|--).*$|(?<!:)//.*$|(?s)/\\*\\*.*?\\*/|@DisplayName\\(.*");

    private static final Pattern RULE =
            Pattern.compile("(?<![A-Za-z0-9#+\\\\])[SUNCB][0-9]{1,2}(?:\\.[0-9]{1,2})?(?![A-Za-z0-9])");

    @Test
    void eachCitedRuleStandsInTheContract() throws IOException {
        Set<String> rules = rules();
        Map<String, Set<String>> unknown = new TreeMap<>();
        for (Path file : files()) {
            Set<String> cited = cited(file);
            cited.removeAll(rules);
            if (!cited.isEmpty()) {
                unknown.put(file.toString(), cited);
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void findsCitations() throws IOException {
        assertThat(cited(Path.of("src/main/java/io/ucmbilling/collection/walk/Walk.java")))
                .contains("U6");
        assertThat(cited(Path.of("db/migration/V3__legs.sql"))).contains("N1");
        assertThat(rules()).contains("S1", "S1.3", "U6", "N10", "C9", "B4").doesNotContain("U99", "C99");
    }

    private static Set<String> rules() throws IOException {
        String contracts =
                Files.readString(Path.of("src/docs/contract.md")) + Files.readString(Path.of("src/docs/billing.md"));
        return ANCHOR.matcher(contracts)
                .results()
                .map(anchor -> anchor.group(1).toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static List<Path> files() {
        return Stream.of("src/main", "src/test/java", "src/docs", "db", "README.md")
                .map(Path::of)
                .flatMap(RulesTest::below)
                .filter(file -> file.toString().matches(".*\\.(java|sql|md)"))
                .toList();
    }

    private static Stream<Path> below(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> cited(Path file) throws IOException {
        String text = Files.readString(file);
        String where = file.toString().matches(".*\\.(md|sql)")
                ? text
                : COMMENT.matcher(text).results().map(found -> found.group()).collect(Collectors.joining("\n"));
        return RULE.matcher(where).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }
}

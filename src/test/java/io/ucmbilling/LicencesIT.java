package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.testing.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the jar brings along, by its bill of materials: {@code src/docs/licences.md} lists each library, and each may be used
 * commercially. {@code ./mvnw verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=LicencesIT -Dlist} writes the list anew.
 */
class LicencesIT {
    private static final Path MATERIALS = Path.of("target/classes/META-INF/sbom/application.cdx.json");
    private static final Path DOCUMENT = Path.of("src/docs/licences.md");
    private static final Pattern TABLE = Pattern.compile("(?s)\\| library .*");

    /** Licences that ask for no more than to name them, or to publish changes of the library itself. */
    private static final Set<String> COMMERCIAL = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "Bouncy Castle Licence",
            // So the POMs of Spring Session 4.1 call it. The text in their jars is Apache-2.0.
            "Broadcom Foundation License",
            "EPL-2.0",
            "MIT",
            "MIT-0");

    @Test
    void areListed() throws IOException {
        String table = table();
        String text = Documents.text(DOCUMENT);
        if (System.getProperty("list") != null) {
            text = TABLE.matcher(text).replaceFirst(table);
            Files.writeString(DOCUMENT, text);
        }
        assertThat(text)
                .as("to write it anew: ./mvnw verify -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dit.test=LicencesIT -Dlist")
                .endsWith(table);
    }

    /** Where a library offers several, one that permits it is enough. */
    @Test
    void permitCommercialUse() {
        assertThat(libraries())
                .isNotEmpty()
                .allSatisfy(library ->
                        assertThat(licences(library)).as(name(library)).anyMatch(COMMERCIAL::contains));
    }

    private static String table() {
        TreeMap<String, String> rows = new TreeMap<>();
        libraries().forEach(library -> rows.put(name(library), String.join(" or ", licences(library))));
        return rows.entrySet().stream()
                .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |\n")
                .collect(Collectors.joining("", "| library | licence |\n|---|---|\n", ""));
    }

    private static List<JsonNode> libraries() {
        return JsonMapper.shared()
                .readTree(Documents.text(MATERIALS))
                .get("components")
                .valueStream()
                .toList();
    }

    private static String name(JsonNode library) {
        return library.get("group").asString() + ":" + library.get("name").asString();
    }

    private static List<String> licences(JsonNode library) {
        return library.path("licenses")
                .valueStream()
                .map(LicencesIT::licence)
                .distinct()
                .toList();
    }

    private static String licence(JsonNode entry) {
        JsonNode licence = entry.path("license");
        return entry.has("expression")
                ? entry.get("expression").asString()
                : licence.path("id").asString(licence.path("name").asString(""));
    }
}

package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/**
 * The picture of the families in {@code src/docs/architecture.md} shows the arrows that Spring Modulith draws of the code.
 * {@code ./mvnw test -Dtest=ArchitecturePictureTest -Ddraw} draws it anew.
 */
class ArchitecturePictureTest {
    private static final Path DOCUMENT = Path.of("src/docs/architecture.md");
    private static final Path DRAWN = Path.of("target/spring-modulith-docs/components.puml");
    private static final Pattern PICTURE = Pattern.compile("(?s)(?<=```mermaid\n).*?(?=```)");
    private static final Pattern ARROW =
            Pattern.compile("Rel\\([\\w.]+\\.(\\w+), [\\w.]+\\.(\\w+), \"(uses|depends on)\"");

    @Test
    void showsTheArrowsThatModulithDraws() throws IOException {
        String drawn = drawn();
        String text = Files.readString(DOCUMENT);
        if (System.getProperty("draw") != null) {
            text = PICTURE.matcher(text).replaceFirst(drawn);
            Files.writeString(DOCUMENT, text);
        }
        assertThat(PICTURE.matcher(text).results().map(MatchResult::group))
                .as("to draw it anew: ./mvnw test -Dtest=ArchitecturePictureTest -Ddraw")
                .containsExactly(drawn);
    }

    /** GitHub shows Mermaid, Modulith draws PlantUML: the arrows are taken over, a thick one if a bean is used. */
    private static String drawn() throws IOException {
        new Documenter(ApplicationModules.of(Application.class)).writeModulesAsPlantUml();
        return ARROW.matcher(Files.readString(DRAWN))
                .results()
                .map(ArchitecturePictureTest::arrow)
                .sorted()
                .collect(Collectors.joining("", "flowchart TB\n", ""));
    }

    private static String arrow(MatchResult found) {
        String line = found.group(3).equals("uses") ? "==>" : "-->";
        return "    %s %s %s\n".formatted(found.group(1), line, found.group(2)).toLowerCase(Locale.ROOT);
    }
}

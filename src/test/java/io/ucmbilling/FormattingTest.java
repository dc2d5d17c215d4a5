package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every source file reads as the formatter writes it. The formatter parses with the JDK it runs on, so it runs here, on
 * the build's own JDK, and not in Maven's. {@code ./mvnw test -Dtest=FormattingTest -Dformat} rewrites what differs.
 */
class FormattingTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    @Test
    void allSourcesAreFormatted() throws IOException {
        boolean rewrite = System.getProperty("format") != null;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> different = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> differs(file, rewrite))
                    .toList();
            if (!rewrite) {
                assertThat(different)
                        .as("files to format: ./mvnw test -Dtest=FormattingTest -Dformat")
                        .isEmpty();
            }
        }
    }

    private static boolean differs(Path file, boolean rewrite) {
        try {
            String source = Files.readString(file);
            String formatted = FORMATTER.formatSourceAndFixImports(source);
            if (rewrite && !formatted.equals(source)) {
                Files.writeString(file, formatted);
            }
            return !formatted.equals(source);
        } catch (FormatterException | IOException e) {
            throw new UncheckedIOException(new IOException(file + ": " + e.getMessage(), e));
        }
    }
}

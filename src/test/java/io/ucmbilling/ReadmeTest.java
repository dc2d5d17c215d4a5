package io.ucmbilling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.ucm.site.FaultKind;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The README names every key and every kind of fault. */
class ReadmeTest {
    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.ucmbilling.ucm.site.SiteSettings",
                "io.ucmbilling.collection.plan.CollectionSettings",
                "io.ucmbilling.recording.RecordingsSettings",
                "io.ucmbilling.cdrapi.ExportSettings"
            })
    void namesEveryKey(String settings) throws Exception {
        assertThat(Stream.of(Class.forName(settings).getRecordComponents()).flatMap(key -> keys("", key)))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(readme()).contains("| `" + key));
    }

    private static Stream<String> keys(String prefix, RecordComponent component) {
        String key = prefix + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return component.getType().isRecord()
                ? Stream.of(component.getType().getRecordComponents()).flatMap(inner -> keys(key + ".", inner))
                : Stream.of(key);
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void namesEveryKindOfFault(FaultKind kind) throws IOException {
        assertThat(readme()).contains("`" + kind.name().toLowerCase(Locale.ROOT) + "`");
    }

    @Test
    void namesTheEquationOfTheCounters() throws IOException {
        assertThat(readme()).contains("received = stored + unchanged + quarantined");
    }
}

package io.ucmbilling.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.collection.ledger.DayStandings.Standing;
import io.ucmbilling.store.collection.RequestedCollection.CollectionState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The signs that pages draw beside a state, by the name of the state: changed to other letters, they would depend on a language. */
class SignsTest {
    private static final Set<String> SIGNS = found(
            read(Path.of("src/main/resources/static/report/icons.svg")), Pattern.compile("<symbol id=\"([^\"]+)\""));

    @Test
    void existForEachState() {
        assertThat(SIGNS)
                .containsAll(names("", CallStatus.values()))
                .containsAll(names("day-", Standing.values()))
                .containsAll(names("collection-", CollectionState.values()))
                .containsAll(
                        Stream.of(BoardState.values()).map(BoardState::icon).toList());
    }

    @Test
    void areNamedInTemplatesAsInTheFile() throws IOException {
        try (Stream<Path> templates = Files.list(Path.of("src/main/resources/templates/report"))) {
            assertThat(templates.map(SignsTest::read)).allSatisfy(template -> {
                assertThat(SIGNS).containsAll(found(template, Pattern.compile("icons\\.svg#([A-Za-z_-]+)}")));
                assertThat(template).doesNotContain("#strings.toLowerCase", "#strings.toUpperCase");
            });
        }
    }

    private static Set<String> names(String prefix, Enum<?>... states) {
        return Stream.of(states).map(state -> prefix + state.name()).collect(Collectors.toSet());
    }

    private static Set<String> found(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

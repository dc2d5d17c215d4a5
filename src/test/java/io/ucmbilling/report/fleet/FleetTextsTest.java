package io.ucmbilling.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.collection.ledger.DayStandings.Standing;
import io.ucmbilling.store.collection.RequestedCollection.CollectionState;
import io.ucmbilling.store.ledger.Certificate.Counted;
import io.ucmbilling.testing.Documents;
import io.ucmbilling.ucm.site.FaultKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What the pages of the fleet say of faults, states and days. */
class FleetTextsTest {
    private static final ResourceBundleMessageSource TEXTS = texts();

    private static ResourceBundleMessageSource texts() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("messages/report");
        texts.setDefaultEncoding("UTF-8");
        texts.setAlwaysUseMessageFormat(true);
        return texts;
    }

    private static String text(String key) {
        return TEXTS.getMessage(key, null, Locale.ENGLISH);
    }

    /** Each fault is told in plain words, with what to do; the operator's document has the same kinds. */
    @ParameterizedTest
    @EnumSource
    void everyFaultIsToldWithWhatToDo(FaultKind kind) {
        FaultWords words = FaultWords.of(kind.name(), null, "");

        assertThat(words.what()).isEqualTo("fleet.fault." + kind);
        assertThat(text(words.what())).matches("[A-Z].*\\.");
        assertThat(text(words.advice())).matches("[A-Z].*\\.");
        assertThat(text(words.what() + ".short")).isNotBlank();
        assertThat(Documents.text(Path.of("src/docs/operations.md")))
                .contains("| `" + kind.name().toLowerCase(Locale.ROOT) + "` |");
    }

    @Test
    void aFaultOfAnotherVersionIsTold() {
        FaultWords words = FaultWords.of("\"><script>", null, "");

        assertThat(text(words.what())).isEqualTo("A fault that this version of the gateway does not know.");
    }

    @Test
    void everyStateHasAWord() {
        Stream.of(
                        Arrays.stream(BoardState.values()).map(state -> "fleet.state." + state),
                        Arrays.stream(Standing.values()).map(standing -> "fleet.standing." + standing),
                        Arrays.stream(Standing.values()).map(standing -> "fleet.standing." + standing + ".text"),
                        Arrays.stream(Counted.values()).map(counted -> "fleet.day.counted." + counted),
                        Arrays.stream(CollectionState.values()).map(state -> "fleet.collection." + state))
                .flatMap(keys -> keys)
                .forEach(key -> assertThat(text(key)).as(key).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 s", "PT119S, 119 s", "PT2M, 2 min", "PT-3M, 3 min", "PT2H, 2 h", "P2D, 2 days"})
    void aDurationHasOneUnit(Duration duration, String expected) {
        assertThat(TEXTS.getMessage(Phrase.span(duration), Locale.ENGLISH)).isEqualTo(expected);
    }

    @Test
    void aPhraseMayHoldAnother() {
        Phrase phrase = new Phrase("fleet.first.left", Phrase.span(Duration.ofMinutes(5)));

        assertThat(TEXTS.getMessage(phrase.key(), phrase.arguments(), Locale.ENGLISH))
                .isEqualTo("about 5 min left");
    }
}

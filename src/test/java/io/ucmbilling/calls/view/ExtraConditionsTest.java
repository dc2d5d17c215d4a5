package io.ucmbilling.calls.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.calls.query.FilterDraft;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtraConditionsTest {
    private static final ExtraConditions FREE = new ExtraConditions(Set.of(), null, false, "a", SecondsRange.ANY, null);

    @Test
    void askSomethingOrNothing() {
        assertThat(ExtraConditions.NONE.isAny()).isFalse();
        assertThat(FREE.isAny()).isTrue();
        assertThat(new ExtraConditions(Set.of(), null, true, null, SecondsRange.ANY, null).isAny())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, ExtraConditions.LONGEST + 1})
    void areOfTextsOfSomeLength(int length) {
        String text = "a".repeat(length);
        assertThatThrownBy(() -> new ExtraConditions(Set.of(text), null, false, null, SecondsRange.ANY, null))
                .hasMessageContaining("found " + length + " characters");
        assertThatThrownBy(() -> new ExtraConditions(Set.of(), null, false, text, SecondsRange.ANY, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdNoTextThatCannotBeStored() {
        assertThat(new ExtraConditions(Set.of(), null, false, "a\0b", SecondsRange.ANY, null).freeText())
                .isEqualTo("a\uFFFDb");
    }

    /** Sums know nothing of them, and no index serves them alone. */
    @Test
    void areNeitherOfSumsNorOfOneNumber() {
        assertThat(FilterDraft.of(null, null, draft -> {}).isOfSums()).isTrue();
        assertThat(FilterDraft.of(null, null, draft -> draft.freeText = "a").isOfSums())
                .isFalse();
        assertThat(FilterDraft.of(null, null, draft -> {
                            draft.callers = FilterDraft.numbers("5300");
                            draft.missedNotCalledBack = true;
                        })
                        .isOfOneNumber())
                .isFalse();
    }

    /** A5: they would tell of numbers and names what is hidden. */
    @Test
    void areRefusedBesideAMask() {
        assertThatThrownBy(() -> filter(true, FREE)).hasMessageContaining("expected none");
        assertThat(filter(true, ExtraConditions.NONE).numbersMasked()).isTrue();
        assertThat(filter(false, FREE).extras()).isEqualTo(FREE);
    }

    private static CallFilter filter(boolean masked, ExtraConditions extras) {
        Set<String> sites = Set.of("branch-a");
        SecondsRange any = SecondsRange.ANY;
        return new CallFilter(
                sites, null, null, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(),
                Set.of(), Set.of(), Set.of(), null, any, any, masked, extras);
    }
}

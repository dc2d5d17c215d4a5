package io.ucmbilling.contract.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract S2, <i>Pattern list</i>: what an item matches. */
class NumberPatternTest {

    @Test
    void anExactValueMatchesItselfInItsCase() {
        assertThat(new NumberPattern.Exact("Anonymous").matches("Anonymous")).isTrue();
        assertThat(new NumberPattern.Exact("Anonymous").matches("anonymous")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "5@, 5",
        "5@, 5300",
        "@, ''",
        "@@, ''",
        "_, 5",
        "_, 😀",
        "_4@, 64",
        "_4@, 1499",
        "@53@, 5300",
        "@53@, 1153",
        "@5, 5",
        "@5, 55",
        "5-@, 5-7",
        "@a@b@, xaxxbx",
        "@12, 1212",
        "@1_, 1111",
        "5300, 5300",
        "@.@, a.b",
        "[5]@, [5]x"
    })
    void aWildcardMatchesTheWholeValue(String text, String value) {
        assertThat(new NumberPattern.Wildcard(text).matches(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "5@, 15",
        "5@, ''",
        "_, ''",
        "_, 55",
        "_4@, 4",
        "@53@, 503",
        "@5, 51",
        "5-@, 57",
        "@a@b@, ba",
        "_@, ''",
        "@.@, ab",
        "a@, A"
    })
    void aWildcardMatchesNothingElse(String text, String value) {
        assertThat(new NumberPattern.Wildcard(text).matches(value)).isFalse();
    }

    @Test
    void manyWildcardsCostNoMoreThanTheirProduct() {
        assertThat(new NumberPattern.Wildcard("@1".repeat(200)).matches("1".repeat(199) + "x".repeat(2000)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5300", "5305", "5309", "0005305"})
    void aRangeHoldsBothItsBounds(String value) {
        assertThat(range("5300", "5309").matches(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5299", "5310", "", "x5305", "5305x", "+5305", "53 05", "-5305", "٥٣٠٥"})
    void aRangeHoldsOnlyNumbersInIt(String value) {
        assertThat(range("5300", "5309").matches(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "000", "Anonymous", "s", "+12025550100", "٥"})
    void zeroToZeroMatchesEveryNonNumericalAndEmptyString(String value) {
        assertThat(range("0", "0").matches(value)).isTrue();
    }

    @Test
    void aRangeThatBeginsAtZeroHoldsNonNumericalValuesToo() {
        assertThat(range("0", "99").matches("Anonymous")).isTrue();
    }

    @Test
    void anEmptyRangeMatchesNothing() {
        assertThat(range("9", "1").matches("5")).isFalse();
    }

    @Test
    void aRangeCountsBeyondALong() {
        assertThat(range("1" + "0".repeat(30), "2" + "0".repeat(30)).matches("15" + "0".repeat(29)))
                .isTrue();
    }

    private static NumberPattern range(String low, String high) {
        return new NumberPattern.Range(new BigInteger(low), new BigInteger(high));
    }
}

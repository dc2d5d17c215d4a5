package io.ucmbilling.calls.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Billing contract B2: numbers exactly, or by prefix with a trailing {@code *} behind at least one character. */
class NumberMatchTest {
    @ParameterizedTest
    @CsvSource({
        "5300, 5300, true",
        "5300, 53001, false",
        "53*, 5300, true",
        "53*, 53, true",
        "53*, 153, false",
        "*97, *97, true",
        "*97, 1197, false",
        "*, *, true",
        "*, 5300, false",
        "**, *97, true",
        "5*3, 5*3, true",
        "5*3, 5303, false",
    })
    void matchesExactlyOrByPrefix(String written, String number, boolean matches) {
        assertThat(NumberMatch.parse(written).matches(number)).isEqualTo(matches);
    }
}

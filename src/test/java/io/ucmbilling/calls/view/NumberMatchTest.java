package io.ucmbilling.calls.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as clients write them, and as people do. */
class NumberMatchTest {
    /** Billing contract B2: exactly, or by prefix with a trailing {@code *} behind at least one character. */
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

    /** Report R2: from the start, or anywhere with {@code *}. */
    @ParameterizedTest
    @CsvSource({
        "5300, 5300, true",
        "5300, 53001, true",
        "5300, 15300, false",
        "53*, 5300, true",
        "*30, 5300, true",
        "*30*, 53001, true",
        "*30*, 5310, false",
        "*97, *97, true",
        "*, *97, true",
        "*, 97, false",
        "**, 5*, true",
    })
    void matchesFromTheStartOrAnywhereAsPeopleWrite(String written, String number, boolean matches) {
        assertThat(NumberMatch.parsePartial(written).matches(number)).isEqualTo(matches);
    }
}

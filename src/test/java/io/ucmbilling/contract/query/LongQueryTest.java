package io.ucmbilling.contract.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ucmbilling.contract.query.CdrQuery.Parsed;
import io.ucmbilling.contract.query.NumberPattern.Wildcard;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reading a value takes time that grows with its length and no faster (contract S2). A million characters take a moment then; else
 * they take many minutes.
 */
class LongQueryTest {
    private static final int LONG = 1_000_000;
    private static final Duration ENOUGH = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource({"numRecords,0", "numRecords,1", "offset,0", "minDur,0", "maxDur,9", "startTime,0", "endTime,1"})
    void refusesDigitsWithALetterBehind(String name, String digit) {
        Parsed parsed =
                assertTimeoutPreemptively(ENOUGH, () -> CdrQuery.parse(null, name + "=" + digit.repeat(LONG) + "x"));

        assertThat(parsed).isInstanceOf(Parsed.Wrong.class);
    }

    @Test
    void readsANumberBehindAnyZeros() {
        Parsed parsed =
                assertTimeoutPreemptively(ENOUGH, () -> CdrQuery.parse(null, "offset=" + "0".repeat(LONG) + "7"));

        assertThat(parsed).isEqualTo(CdrQuery.parse("offset=7", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-", "1-", ",", "1,", "@", "_", "@_", "_@", "+", "1@-"})
    void readsAPatternListOfOneItemManyTimes(String item) {
        assertThat(assertTimeoutPreemptively(ENOUGH, () -> CdrQuery.parse(null, "caller=" + item.repeat(LONG) + "x")))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"_", "@", "_@", "@_", "_1"})
    void simplifiesAWildcard(String repeated) {
        Wildcard wildcard = new Wildcard(repeated.repeat(LONG) + "x");

        assertThat(assertTimeoutPreemptively(ENOUGH, wildcard::simplified).text())
                .hasSize(repeated.replace("@", "").length() * LONG + (repeated.contains("@") ? 2 : 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "../", "a/", " "})
    void takesApartTheNamesOfARecording(String repeated) {
        assertThat(assertTimeoutPreemptively(
                        ENOUGH, () -> RecQuery.parse(null, "filename=" + repeated.repeat(LONG) + "a")))
                .isInstanceOf(RecQuery.Files.class);
    }

    /** Nobody has as many recordings to ask for: each would be looked for at each UCM. */
    @ParameterizedTest
    @ValueSource(strings = {"filename", "filedir"})
    void readsNoMoreNamesThanABodyHasRoomFor(String variable) {
        String most = variable + "=a" + "@a".repeat(RecQuery.MOST_NAMES - 1);

        assertThat(RecQuery.parse(null, most)).isNotInstanceOf(RecQuery.Wrong.class);
        assertThat(RecQuery.parse(null, most + "@"))
                .isEqualTo(new RecQuery.Wrong(variable + ": found 4001 names, expected 4000 at most"));
    }

    @Test
    void readsZerosAloneAsZero() {
        for (String zeros : List.of("0", "000")) {
            assertThat(CdrQuery.parse("offset=" + zeros, null)).isEqualTo(CdrQuery.parse(null, null));
        }
    }
}

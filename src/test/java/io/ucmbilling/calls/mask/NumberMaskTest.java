package io.ucmbilling.calls.mask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Billing contract A5, of one number and of a text. */
class NumberMaskTest {
    private final NumberMask mask =
            new NumberMask(Set.of("5300", "7005300"), Set.of("1", "110", "4711", "anonymous", "98*1", "+1555"));

    /** A5: as many stars as characters; the last three only of a number longer than three, if they are digits. */
    @ParameterizedTest
    @CsvSource({
        "12025550123, ********123",
        "+12025550123, *********123",
        "2025550, ****550",
        "4711, *711",
        "110, ***",
        "1, *",
        "anonymous, *********",
        "98*1, ****",
        "+1555, **555",
        "2025550123#, ***********",
        "202555012x3, ***********",
        "\u0661\u0662\u0663\u0664\u0665\u0666\u0667, ****\u0665\u0666\u0667",
    })
    void hidesOutsideNumbers(String number, String hidden) {
        assertThat(mask.number(number)).isEqualTo(hidden);
    }

    /** A5: no extension of the call, seven digits or not; up to six digits are nobody's outside number by themselves. */
    @ParameterizedTest
    @CsvSource({"5300", "7005300", "5301", "202555", "*97", "+202555", "s", "4712"})
    void showsAllOthers(String number) {
        assertThat(mask.number(number)).isEqualTo(number);
    }

    @Test
    void hidesASevenDigitNumberThatIsNoExtensionOfTheCall() {
        assertThat(mask.number("7005301")).isEqualTo("****301");
    }

    /** A5: wherever it stands. */
    @ParameterizedTest
    @CsvSource({
        "Ana Vidal, Ana Vidal",
        "Ana (202) 555-0123, Ana ***********123",
        "+1 202-555-0123 x, ************123 x",
        "Desk 4711, Desk *711",
        "Desk 47110, Desk 47110",
        "Carrier 1, Carrier 1",
        "trunk 110, trunk 110",
        "5300, 5300",
        "7005300, 7005300",
        "Desk 7005300, Desk 7005300",
        "via 7005301!, via ****301!",
        "4711, *711",
        "110, ***",
        "a1b2c3d4e5f6g7, a1b2c3d4e5f6g7",
        "20255501230 - 4, ********230 - 4",
    })
    void hidesNumbersInTexts(String text, String hidden) {
        assertThat(mask.text(text)).isEqualTo(hidden);
    }

    @Test
    void leavesNothingOfALongText() {
        assertThat(mask.text("7-".repeat(20_000))).isEqualTo("*".repeat(39_999) + "-");
        assertThat(mask.text("")).isEmpty();
        assertThat(mask.text(null)).isNull();
        assertThat(mask.number(null)).isNull();
    }
}

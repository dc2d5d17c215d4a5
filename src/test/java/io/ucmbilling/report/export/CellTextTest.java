package io.ucmbilling.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellTextTest {
    @Test
    void keepsOrdinaryText() {
        assertThat(CellText.of("\"Ana\" <1001>\t\r\n=1+1 \u202E😀")).isEqualTo("\"Ana\" <1001>\t\r\n=1+1 \u202E😀");
    }

    @Test
    void replacesWhatXmlForbids() {
        assertThat(CellText.of("a\u0000b\u001Bc\uD800d\uFFFEe")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    }

    @Test
    void writesAnUnderscoreThatWouldBeReadAsAnEscape() {
        assertThat(CellText.of("_x0041_ _x41_")).isEqualTo("_x005F_x0041_ _x41_");
    }

    @Test
    void cutsWhatIsTooLongAndSaysSo() {
        assertThat(CellText.of("x".repeat(40_000))).hasSize(CellText.LONGEST).endsWith("x" + CellText.CUT);
        assertThat(CellText.of("x".repeat(CellText.LONGEST))).endsWith("xx");
    }

    @Test
    void cutsNoCharacterInHalf() {
        String cut = CellText.of("x" + "😀".repeat(20_000));

        assertThat(cut.replace("😀", "")).isEqualTo("x" + CellText.CUT);
    }
}

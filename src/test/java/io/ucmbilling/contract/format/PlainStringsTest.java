package io.ucmbilling.contract.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.page.PageBounds;
import io.ucmbilling.contract.page.PageBytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainStringsTest {

    private static @Nullable String text(String body) {
        return new PlainStrings(new PageBytes(body.getBytes(UTF_8))).text(Field.SRC, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1000\"", "\"\"", "\"<1000>\",", "\" \u007F\""})
    void areTextAsTheyStand(String body) {
        assertThat(text(body)).isEqualTo(body.substring(1, body.indexOf('"', 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\\\"b\"", "\"\\u0041\"", "\"Zoë\"", "\"a", "\"", "\"a\\"})
    void areNoOthers(String body) {
        assertThat(text(body)).isNull();
    }

    @Test
    void areNoLongerThanAValueMayBe() {
        assertThat(text("\"" + "a".repeat(PageBounds.LONGEST_VALUE - 2) + "\"")).hasSize(PageBounds.LONGEST_VALUE - 2);
        assertThat(text("\"" + "a".repeat(PageBounds.LONGEST_VALUE - 1) + "\"")).isNull();
    }

    @Test
    void areNotTakenFromABodyThatIsNoText() {
        PlainStrings strings = new PlainStrings(new PageBytes(new byte[] {'"', 'a', '"', (byte) 0xFF}));
        assertThat(strings.text(Field.SRC, 0)).isNull();
    }

    /** The second begins like the first, the third and the fourth are the first again, the fourth of another field. */
    @Test
    void areHeldOnceIfAFieldHasTheSameAgain() {
        String body = "\"100\" \"1001\" \"100\" \"100\" \"100";
        PlainStrings strings = new PlainStrings(new PageBytes(body.getBytes(UTF_8)));
        String first = strings.text(Field.SRC, 0);
        assertThat(strings.text(Field.SRC, 13)).isSameAs(first);
        assertThat(strings.text(Field.SRC, 6)).isEqualTo("1001");
        assertThat(strings.text(Field.DST, 19)).isEqualTo("100").isNotSameAs(first);
        assertThat(strings.text(Field.DST, 25)).isNull();
    }
}

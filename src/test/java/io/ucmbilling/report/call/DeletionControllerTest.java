package io.ucmbilling.report.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.NumberFormat;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeletionControllerTest {
    /** The page asks for the number that it shows, and shows it as its reader writes numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "de-CH", "fr", "tr", "ar-EG", "fa", "hi", "pt", "ru", "bn"})
    void readsTheNumberAsThePageWritesIt(String reader) {
        String shown =
                NumberFormat.getIntegerInstance(Locale.forLanguageTag(reader)).format(1_234_567);

        assertThat(DeletionController.digits(shown)).isEqualTo("1234567");
    }
}

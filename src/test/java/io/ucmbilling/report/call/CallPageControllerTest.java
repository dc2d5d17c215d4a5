package io.ucmbilling.report.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallPageControllerTest {
    /** Whoever opens a call comes back to the view that it stands in, and never to another site. */
    @ParameterizedTest
    @CsvSource(
            value = {
                "https://gateway.example/calls?period=today&page=3 | period=today&page=3",
                "http://localhost:8080/calls?callerName=%22%3E%3Cscript%3E | callerName=%22%3E%3Cscript%3E",
                "https://gateway.example/calls?unknown=1 | ''",
                "https://gateway.example/overview?period=today | ''",
                "javascript:alert(1)//calls?period=today | ''",
                "| ''"
            },
            delimiter = '|')
    void leadsBackToTheViewThatItWasOpenedFrom(@Nullable String referer, String query) {
        assertThat(CallPageController.view(referer)).isEqualTo(query);
    }
}

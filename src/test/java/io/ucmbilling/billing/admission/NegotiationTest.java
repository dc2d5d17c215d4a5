package io.ucmbilling.billing.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

/** Billing contract B1: Accept. */
class NegotiationTest {
    private static final List<MediaType> OFFERED = List.of(MediaType.APPLICATION_JSON, new MediaType("text", "csv"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | application/json",
                "'' | application/json",
                "*/* | application/json",
                "application/* | application/json",
                "text/csv | text/csv",
                "text/csv, application/json;q=0.5 | text/csv",
                "text/*;q=0.9, application/json;q=0.1 | text/csv",
                "*/*, application/json;q=0 | text/csv",
                "text/html, */*;q=0.1 | application/json",
            })
    void choosesByQualityThenByPreference(String accept, String chosen) {
        assertThat(Negotiation.choose(accept, OFFERED)).contains(MediaType.parseMediaType(chosen));
    }

    @ParameterizedTest
    @CsvSource({"text/html", "application/json;q=0", "json", "application/xml"})
    void findsNothingForOthersAndForWhatCannotBeRead(String accept) {
        assertThat(Negotiation.choose(accept, OFFERED)).isEmpty();
    }

    @Test
    void prefersTheFirstOffered() {
        assertThat(Negotiation.choose("text/csv, application/json", OFFERED)).contains(MediaType.APPLICATION_JSON);
    }
}

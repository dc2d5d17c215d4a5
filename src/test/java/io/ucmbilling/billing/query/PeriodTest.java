package io.ucmbilling.billing.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.billing.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Billing contract B1: from, to and zone together. */
class PeriodTest {

    private static Period read(String query) {
        return Period.of(
                ParameterValues.read(RawQuery.parse(query), List.of(Parameter.FROM, Parameter.TO, Parameter.ZONE)));
    }

    @Test
    void standsInUtcUnlessAZoneIsGiven() {
        assertThat(read("from=2026-03-01&to=2026-03-01T00:00:01Z"))
                .isEqualTo(new Period(
                        Instant.parse("2026-03-01T00:00:00Z"),
                        Instant.parse("2026-03-01T00:00:01Z"),
                        ZoneId.of("UTC")));
        assertThat(read("to=2026-03-01&zone=America/Chicago").to()).isEqualTo(Instant.parse("2026-03-01T06:00:00Z"));
        assertThat(read("").from()).isNull();
        assertThat(read("zone=UTC")).isEqualTo(read(""));
    }

    @Test
    void mayBeEmptyButMayNotEndBeforeItBegins() {
        assertThat(read("from=2026-03-01&to=2026-03-01").from()).isEqualTo(Instant.parse("2026-03-01T00:00:00Z"));
        assertThatThrownBy(() -> read("from=2026-03-02&to=2026-03-01"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().members())
                                .containsEntry("parameter", "to")
                                .containsEntry("value", "2026-03-01")
                                .containsEntry("expected", "an instant that is not before from, 2026-03-02"));
    }
}

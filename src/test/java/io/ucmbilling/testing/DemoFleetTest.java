package io.ucmbilling.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DemoFleetTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void configuresThreeSitesOfDifferentKinds() {
        try (DemoFleet fleet = DemoFleet.start(CLOCK)) {
            assertThat(fleet.properties())
                    .containsEntry("gateway.sites.branch-a.time-zone", "America/Chicago")
                    .containsEntry("gateway.sites.branch-a.model", "UCM6104")
                    .containsEntry("gateway.sites.branch-b.time-zone", "Europe/London")
                    .containsEntry("gateway.sites.branch-b.api", "LEGACY")
                    .containsEntry("gateway.sites.branch-c.time-zone", "Asia/Kolkata")
                    .containsEntry("gateway.sites.branch-c.api", "HTTPS");
            assertThat(fleet.describe())
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line).matches(".* [1-9]\\d{3,} records so far"));
        }
    }
}

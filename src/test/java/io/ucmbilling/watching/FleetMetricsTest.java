package io.ucmbilling.watching;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.ucmbilling.store.watch.SiteState;
import io.ucmbilling.ucm.site.Fleet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a scrape of many sites costs. */
class FleetMetricsTest {
    private static final Instant NOW = Instant.parse("2026-03-05T12:00:00Z");
    private static final int SITES = 10_000;
    private static final int BYTES_A_SITE = 700;

    private record Seen(List<SiteState> sites) implements SeenFleet {
        @Override
        public Optional<FeedState> feed() {
            return Optional.empty();
        }

        @Override
        public Duration age() {
            return Duration.ZERO;
        }

        @Override
        public Duration lag(SiteState site) {
            return Duration.ofSeconds(30);
        }
    }

    @Test
    void areBoundedInSize() throws IOException {
        List<SiteState> states = IntStream.range(0, SITES)
                .mapToObj(i -> new SiteState(
                        "a-site-with-a-name-of-usual-length-" + i,
                        NOW.minusSeconds(i % 60),
                        i % 3,
                        i % 3 == 0 ? null : "WRONG_CONTENT_TYPE",
                        i,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        0,
                        LocalDate.of(2026, 3, 4)))
                .toList();
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new FleetMetrics(new Fleet(List.of()), new Seen(states), Clock.fixed(NOW, ZoneOffset.UTC)));
        ByteArrayOutputStream text = new ByteArrayOutputStream();

        PrometheusTextFormatWriter.create().write(text, registry.scrape());

        assertThat(text.size()).isBetween(SITES * 300, SITES * BYTES_A_SITE);
    }
}

package io.ucmbilling.watching;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SitesInDetailTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    SitesInDetailTest() {
        meters.config().meterFilter(new SitesInDetail(() -> Set.of("branch-a")));
    }

    @Test
    void haveCountersOfTheirOwn() {
        meters.counter("gateway.collection.faults", "site", "branch-a", "kind", "drifted")
                .increment();

        assertThat(ids()).containsExactly("gateway.collection.faults branch-a");
    }

    @Test
    void leaveTheSumToTheOthers() {
        for (String site : Set.of("branch-b", "branch-c")) {
            meters.counter("gateway.collection.faults", "site", site, "kind", "drifted")
                    .increment();
            meters.counter("gateway.recordings.hits", "site", site).increment();
        }

        assertThat(ids())
                .containsExactlyInAnyOrder("gateway.collection.faults (others)", "gateway.recordings.hits (others)");
        assertThat(meters.get("gateway.collection.faults").counter().count()).isEqualTo(2);
    }

    @Test
    void leaveEverySiteItsEquation() {
        meters.counter("gateway.collection.received", "site", "branch-b").increment();

        assertThat(ids()).containsExactly("gateway.collection.received branch-b");
    }

    @Test
    void areNotAskedForWithoutASite() {
        meters.counter("gateway.cdrapi.refused", "export", "branch-b").increment();

        assertThat(ids()).containsExactly("gateway.cdrapi.refused null");
    }

    private Set<String> ids() {
        return meters.getMeters().stream()
                .map(Meter::getId)
                .map(id -> id.getName() + " " + id.getTag("site"))
                .collect(Collectors.toSet());
    }
}

package io.ucmbilling.cdrapi;

import java.util.Map;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Health of the exports' listeners: whether each answers. Part of liveness, as only a new start helps one that does
 * not. Depends neither on the database nor on a UCM.
 */
final class ExportsHealthIndicator implements HealthIndicator {
    private final ExportListeners listeners;

    ExportsHealthIndicator(ExportListeners listeners) {
        this.listeners = listeners;
    }

    /** Returns down if any listener is, with what ails it beside the names of its exports. */
    @Override
    public Health health() {
        Map<String, String> troubles = listeners.troubles();
        return troubles.isEmpty()
                ? Health.up().build()
                : Health.down().withDetails(troubles).build();
    }
}

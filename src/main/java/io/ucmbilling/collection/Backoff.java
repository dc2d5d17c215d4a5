package io.ucmbilling.collection;

import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The pause for which a site is left alone after a fault. The rule is in the fault's kind. */
record Backoff(CollectionSettings settings, RandomGenerator random) {
    private static final Duration LONGEST_TOLD = Duration.ofHours(1);

    /**
     * Returns the pause after a fault.
     *
     * @param failuresBefore failed passes in a row before this one, 0 or more
     */
    Duration after(UcmFault fault, int failuresBefore) {
        return switch (fault.kind().retry()) {
            case BACKOFF -> doubled(failuresBefore);
            case LOGIN_BACKOFF -> jittered(settings.loginBackoff(), 1.0, 1.1);
            case AS_TOLD -> told(fault.retryAfter(), doubled(failuresBefore));
        };
    }

    private Duration doubled(int failuresBefore) {
        long most = settings.maxBackoff().toMillis();
        long doubled = settings.firstBackoff().toMillis() << Math.min(failuresBefore, 20);
        return jittered(Duration.ofMillis(Math.min(most, doubled)), 0.5, 1.0);
    }

    private static Duration told(@Nullable Duration retryAfter, Duration atLeast) {
        if (retryAfter == null || retryAfter.compareTo(atLeast) < 0) {
            return atLeast;
        }
        return retryAfter.compareTo(LONGEST_TOLD) > 0 ? LONGEST_TOLD : retryAfter;
    }

    private Duration jittered(Duration pause, double from, double to) {
        return Duration.ofMillis(Math.round(pause.toMillis() * (from + random.nextDouble() * (to - from))));
    }
}

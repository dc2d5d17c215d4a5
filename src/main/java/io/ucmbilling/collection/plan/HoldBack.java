package io.ucmbilling.collection.plan;

import io.ucmbilling.store.site.Lateness;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a site's newest records are left to settle. A record is listed by its start and appears at hang-up, so the last
 * minutes of a busy PBX fill up for a while; read with every pass, each record there would be fetched several times. The pure
 * decision:
 *
 * <ol>
 *   <li>Until nearly all have been written, by what was measured at the site; at most as configured.
 *   <li>Not at all where so few calls are made that reading them again costs less than waiting, or where little is known.
 * </ol>
 *
 * @param most as configured; zero: never
 */
public record HoldBack(Duration most) {
    private static final double NEARLY_ALL = 0.995;
    private static final long ENOUGH_LEGS = 500;
    /** In the time that would be held back; a page of so few more is cheap. */
    private static final long FEW = 24;

    /** How many kept legs start in there, both inclusive. */
    public interface Kept {
        long between(Instant from, Instant to);
    }

    /** Zero: read up to now. Whole seconds. */
    public Duration at(Instant now, Lateness lateness, Kept kept) {
        if (most.isZero() || lateness.legs() < ENOUGH_LEGS) {
            return Duration.ZERO;
        }
        Duration written = lateness.afterStart(NEARLY_ALL);
        Duration settled = Duration.ofSeconds((written.compareTo(most) < 0 ? written : most).toSeconds());
        Instant end = now.minus(settled);
        // The time before, since the newest may still be held back.
        return kept.between(end.minus(settled), end) > FEW ? settled : Duration.ZERO;
    }
}

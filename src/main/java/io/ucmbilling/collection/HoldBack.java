package io.ucmbilling.collection;

import io.ucmbilling.store.site.Lateness;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToLongBiFunction;

/**
 * The time for which a site's newest records are left to settle. A record is listed by its start and appears at
 * hang-up, so the last minutes of a busy PBX fill up for a while. If they were read with every pass, each record there
 * would be fetched several times. The pure decision:
 *
 * <ol>
 *   <li>Until nearly all records have been written, by what was measured at the site, at most as configured.
 *   <li>Not at all if so few calls are made that reading them again costs less than waiting, or if little is known.
 * </ol>
 *
 * @param most as configured; zero: never
 */
record HoldBack(Duration most) {
    private static final double NEARLY_ALL = 0.995;
    private static final long ENOUGH_LEGS = 500;
    /** In the time that would be held back. A page of so few more is cheap. */
    private static final long FEW = 24;

    /**
     * Returns how long they are left alone, in whole seconds; zero: read up to now.
     *
     * @param kept counts the kept legs that start between two instants, both inclusive
     */
    Duration at(Instant now, Lateness lateness, ToLongBiFunction<Instant, Instant> kept) {
        if (most.isZero() || lateness.legs() < ENOUGH_LEGS) {
            return Duration.ZERO;
        }
        Duration written = lateness.afterStart(NEARLY_ALL);
        Duration settled = Duration.ofSeconds(Math.min(written.toSeconds(), most.toSeconds()));
        Instant end = now.minus(settled);
        // The time before, since the newest may still be held back.
        return kept.applyAsLong(end.minus(settled), end) > FEW ? settled : Duration.ZERO;
    }
}

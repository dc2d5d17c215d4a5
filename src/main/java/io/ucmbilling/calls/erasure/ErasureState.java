package io.ucmbilling.calls.erasure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an erasure has come.
 *
 * @param endedAt when nothing was left of it; null: it goes on
 * @param asked calls that matched when it was asked for
 * @param calls of these, erased so far
 * @param legs legs of these
 * @param recordings recordings of these
 * @param quarantined records in quarantine that belonged to them
 */
public record ErasureState(
        UUID id,
        Instant begunAt,
        @Nullable Instant endedAt,
        long asked,
        long calls,
        long legs,
        long recordings,
        long quarantined) {}

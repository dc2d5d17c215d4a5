package io.ucmbilling.store.audit;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Query for entries.
 *
 * @param from inclusive; null: from the first one on
 * @param to exclusive; null: to the last one
 * @param sites of these alone, without those of several sites; null: of all
 * @param after the position of the entry that the first one follows; null: from the beginning of the period
 * @param most at most so many, 1 or more
 */
public record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Set<String> sites,
        @Nullable AuditPosition after,
        int most) {

    /**
     * Position of an entry in the order of entries.
     *
     * @param at whole microseconds
     */
    public record AuditPosition(Instant at, UUID id) {}
}

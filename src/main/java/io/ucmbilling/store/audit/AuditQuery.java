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
 * @param criteria what else they have
 * @param newestFirst the order; else the oldest come first
 * @param after the position of the entry that the first one follows; null: from the beginning of the period, or from its end
 * @param most at most so many, 1 or more
 */
public record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Set<String> sites,
        AuditCriteria criteria,
        boolean newestFirst,
        @Nullable AuditPosition after,
        int most) {

    /** Makes a query for entries of every actor and kind, the oldest first. */
    public AuditQuery(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Set<String> sites,
            @Nullable AuditPosition after,
            int most) {
        this(from, to, sites, AuditCriteria.NONE, false, after, most);
    }

    /**
     * Criteria beside period and sites.
     *
     * @param actors any of these; empty: every one
     * @param action null: every one
     */
    public record AuditCriteria(
            Set<String> actors, @Nullable AuditAction action) {
        public static final AuditCriteria NONE = new AuditCriteria(Set.of(), null);

        public AuditCriteria {
            actors = Set.copyOf(actors);
        }
    }

    /**
     * Position of an entry in the order of entries.
     *
     * @param at whole microseconds
     */
    public record AuditPosition(Instant at, UUID id) {}
}

package io.ucmbilling.store.intake;

import io.ucmbilling.store.erased.ErasedKeys;
import io.ucmbilling.store.erased.ErasedLegs;
import io.ucmbilling.store.row.EncodedLeg;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.site.SiteRow;
import io.ucmbilling.store.site.WallClockSpan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Filter that keeps legs from being stored that were erased, or started before the first day that is kept, with the site's row locked.
 *
 * <ol>
 *   <li>A leg that started before that day, which the row says, counts as unchanged.
 *   <li>The row says between which starts legs were erased. A page without a leg there, as all are of a site of which nothing was
 *       erased, costs no statement.
 *   <li>Else one statement looks up the keys of the page's legs there. A leg with any key of an erased one is that leg, and counts as
 *       unchanged.
 *   <li>If it comes with a session that it did not have (rule C1), its new key is noted, so that a proof of its day knows it too.
 * </ol>
 */
final class ErasedLegFilter {
    private final SiteRow site;
    private final ErasedLegs erased;
    private boolean learnt;

    ErasedLegFilter(Connection connection, SiteRow site) {
        this.site = site;
        this.erased = new ErasedLegs(connection, site.id());
    }

    /** Returns those of the legs that may be stored. */
    PreparedLegs remaining(PreparedLegs legs) throws SQLException {
        LocalDate keptFrom = site.keptFrom();
        return withoutErased(keptFrom == null ? legs : since(legs, keptFrom.atStartOfDay()));
    }

    private static PreparedLegs since(PreparedLegs legs, LocalDateTime first) {
        boolean all = legs.legs().stream().noneMatch(leg -> leg.key().start().isBefore(first));
        return all
                ? legs
                : new PreparedLegs(
                        legs.legs().stream()
                                .filter(leg -> !leg.key().start().isBefore(first))
                                .toList(),
                        legs.asOf());
    }

    private PreparedLegs withoutErased(PreparedLegs legs) throws SQLException {
        WallClockSpan span = site.erased();
        if (span == null) {
            return legs;
        }
        Map<EncodedLeg, Set<UUID>> asked = new LinkedHashMap<>();
        Set<UUID> keys = new HashSet<>();
        for (EncodedLeg leg : legs.legs()) {
            if (span.contains(leg.key().start())) {
                Set<UUID> ofLeg = ErasedKeys.of(leg.key(), leg.leg().leg().uniqueid());
                asked.put(leg, ofLeg);
                keys.addAll(ofLeg);
            }
        }
        Map<UUID, Long> known = asked.isEmpty() ? Map.of() : erased.known(keys);
        return known.isEmpty() ? legs : remaining(legs, asked, known);
    }

    private PreparedLegs remaining(PreparedLegs legs, Map<EncodedLeg, Set<UUID>> asked, Map<UUID, Long> known)
            throws SQLException {
        List<EncodedLeg> remaining = new ArrayList<>();
        Map<UUID, Long> unknown = new HashMap<>();
        for (EncodedLeg leg : legs.legs()) {
            Set<UUID> keys = asked.getOrDefault(leg, Set.of());
            Long number = keys.stream()
                    .map(known::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            if (number == null) {
                remaining.add(leg);
            } else {
                keys.stream().filter(key -> !known.containsKey(key)).forEach(key -> unknown.put(key, number));
            }
        }
        if (!unknown.isEmpty()) {
            erased.addKeys(unknown);
            learnt = true;
        }
        return new PreparedLegs(remaining, legs.asOf());
    }

    /** Returns whether anything was written. */
    boolean hasLearnt() {
        return learnt;
    }
}

package io.ucmbilling.store.intake;

import io.ucmbilling.store.intake.LegTable.KnownLeg;
import io.ucmbilling.store.row.EncodedLeg;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.CallSpan;
import io.ucmbilling.store.site.SiteRow;
import io.ucmbilling.store.site.WallClockSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Result of keeping a page: the legs that were new or changed, and what follows for their site.
 *
 * @param site as it was before
 * @param extent of all legs of the page
 * @param added the new legs
 * @param changed the legs that came with other values, with what was kept of each
 * @param known all that was kept and looked at
 * @param callsKnown whether that includes all legs of the calls of new and changed ones
 */
record KeptPage(
        SiteRow site,
        PageExtent extent,
        List<EncodedLeg> added,
        Map<EncodedLeg, KnownLeg> changed,
        Collection<KnownLeg> known,
        boolean callsKnown) {

    /** Returns how many legs were new or changed. */
    int size() {
        return added.size() + changed.size();
    }

    /** Returns the legs that were new. */
    List<ReadLeg> addedLegs() {
        return added.stream().map(EncodedLeg::leg).toList();
    }

    /** Returns from where on places in the order of serving have moved; null: nothing was changed. */
    @Nullable
    EarliestChange change() {
        if (size() == 0) {
            return null;
        }
        Instant earliest = Stream.concat(
                        stored().stream().map(leg -> leg.leg().leg().startedAt()),
                        changed.values().stream().map(KnownLeg::startedAt))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        if (!callsKnown) {
            return new EarliestChange(earliest, earliest.minus(Duration.ofDays(CallSpan.DAYS)));
        }
        Set<String> touched = new HashSet<>();
        stored().forEach(leg -> touched.add(leg.key().session()));
        changed.values().forEach(old -> touched.add(old.key().session()));
        Instant calls = known.stream()
                .filter(leg -> touched.contains(leg.key().session()))
                .map(KnownLeg::startedAt)
                .min(Comparator.naturalOrder())
                .filter(start -> start.isBefore(earliest))
                .orElse(earliest);
        return new EarliestChange(earliest, calls);
    }

    /** Returns how late the site now holds legs without a session, if that is later than before; else null. */
    @Nullable
    LocalDateTime sessionlessUntil() {
        LocalDateTime before = site.sessionlessUntil();
        return stored().stream()
                .filter(EncodedLeg::isSessionless)
                .map(leg -> leg.key().start())
                .filter(start -> before == null || start.isAfter(before))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /**
     * Returns where the site now holds legs far from their session (see {@link CallSpan}), if that is more than before;
     * else null.
     */
    @Nullable
    WallClockSpan scattered() {
        WallClockSpan before = site.scattered();
        if (extent.far().isEmpty()) {
            return null;
        }
        WallClockSpan after = before;
        for (EncodedLeg leg : stored()) {
            if (PageExtent.isFarFromItsSession(leg)) {
                WallClockSpan start = WallClockSpan.of(leg.key().start());
                after = after == null ? start : after.and(start);
            }
        }
        return Objects.equals(before, after) ? null : after;
    }

    private List<EncodedLeg> stored() {
        List<EncodedLeg> stored = new ArrayList<>(added);
        stored.addAll(changed.keySet());
        return stored;
    }
}

package io.ucmbilling.store.intake;

import io.ucmbilling.store.row.EncodedLeg;
import io.ucmbilling.store.site.CallSpan;
import io.ucmbilling.store.site.WallClockSpan;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Times within which the legs of a page start.
 *
 * @param far the legs that start far from their session, see {@link CallSpan}
 */
record PageExtent(Instant first, Instant last, WallClockSpan wallClocks, List<EncodedLeg> far) {
    /** Of a page without legs. */
    static final PageExtent NONE = new PageExtent(Instant.MAX, Instant.MIN, WallClockSpan.ALL, List.of());

    /** @param legs at least one */
    static PageExtent of(Collection<EncodedLeg> legs) {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        LocalDateTime from = LocalDateTime.MAX;
        LocalDateTime until = LocalDateTime.MIN;
        List<EncodedLeg> far = new ArrayList<>();
        for (EncodedLeg leg : legs) {
            Instant startedAt = leg.leg().leg().startedAt();
            first = startedAt.isBefore(first) ? startedAt : first;
            last = startedAt.isAfter(last) ? startedAt : last;
            LocalDateTime start = leg.key().start();
            from = start.isBefore(from) ? start : from;
            until = start.isAfter(until) ? start : until;
            if (isFarFromItsSession(leg)) {
                far.add(leg);
            }
        }
        return new PageExtent(first, last, new WallClockSpan(from, until), far);
    }

    static boolean isFarFromItsSession(EncodedLeg leg) {
        return !CallSpan.holds(leg.key().session(), leg.leg().leg().startedAt());
    }
}

package io.ucmbilling.collection.paging;

import io.ucmbilling.call.Leg;
import io.ucmbilling.store.ledger.Ledger.Late;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Lateness;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lateness of the legs that one pass over the open window brought: how long after their start they were first seen.
 * A leg that is young enough to have come in its turn counts with its own length, since it was written at its end, and
 * not with the time it was held back. A leg that is much older than any call lasts was stamped by a wrong clock, and
 * does not count. Not safe for use by several threads.
 */
public final class PassLateness {
    private static final Duration OLDEST = Duration.ofDays(31);

    private final Instant now;
    private final Duration inTurn;
    private final ZoneId zone;
    private final CollectionCounters counters;
    private final Map<LocalDate, Late> lateByDay = new TreeMap<>();
    private Lateness lateness;

    /**
     * @param before what was known before the pass
     * @param inTurn legs that are not older came in their turn
     */
    public PassLateness(SiteContext context, Lateness before, Instant now, Duration inTurn) {
        this.zone = context.site().timeZone();
        this.counters = context.counters();
        this.lateness = before;
        this.now = now;
        this.inTurn = inTurn;
    }

    void seen(List<ReadLeg> added) {
        added.forEach(read -> seen(read.leg()));
    }

    private void seen(Leg leg) {
        Duration age = notNegative(Duration.between(leg.startedAt(), now));
        if (age.compareTo(OLDEST) > 0) {
            return;
        }
        Duration afterEnd = notNegative(Duration.between(end(leg), now));
        Duration written = age;
        if (age.compareTo(inTurn) <= 0) {
            Duration length = Duration.between(leg.startedAt(), end(leg));
            written = Collections.min(List.of(length, age));
        } else {
            lateByDay.merge(LocalDate.ofInstant(leg.startedAt(), zone), new Late(1, age), Late::plus);
        }
        lateness = lateness.with(written, afterEnd);
        counters.lateness(age, afterEnd);
    }

    /** Returns an end that is never before the start, whatever the stamps say. */
    private static Instant end(Leg leg) {
        Instant end = leg.endedAt();
        return end == null || end.isBefore(leg.startedAt()) ? leg.startedAt().plusSeconds(leg.durationSeconds()) : end;
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    public Lateness lateness() {
        return lateness;
    }

    /** Returns the legs that did not come in their turn, by day. */
    public Map<LocalDate, Late> lateByDay() {
        return lateByDay;
    }
}

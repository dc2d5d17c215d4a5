package io.ucmbilling.collection.paging;

import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.intake.PageResult;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress.Counting;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The findings of a pass so far, from the pages that were kept. They are added one at a time, by changing threads. */
public final class PassFindings {
    private final PassPlan plan;
    private final KeptPageListener listener;
    private final ZoneCheck zoneCheck = new ZoneCheck();
    private final ZoneCheck zoneOfNewLegs = new ZoneCheck();
    private PageCounts counts = PageCounts.NONE;
    private @Nullable Instant newest;
    private Counting counting;
    private int requests;
    private int suspicions;

    /** @param counting what is known of the UCM */
    PassFindings(PassPlan plan, Counting counting, KeptPageListener listener) {
        this.plan = plan;
        this.listener = listener;
        this.counting = counting;
    }

    /** Adds a page that has been kept. */
    void kept(Hold hold, ReadPage page, PageResult result) {
        counts = counts.plus(result.counts());
        zoneCheck.add(page.legs());
        zoneOfNewLegs.add(result.added());
        for (ReadLeg leg : page.legs()) {
            Instant order = order(leg);
            newest = newest == null || order.isAfter(newest) ? order : newest;
        }
        if (plan.lateness() != null) {
            plan.lateness().seen(result.added());
        }
        listener.kept(hold, result.counts());
    }

    /** Returns how far a page alone moves the cursor: to the oldest start on it; null: not at all. */
    @Nullable
    Instant cursor(ReadPage page) {
        return plan.isTail()
                ? page.legs().stream().map(this::order).min(Instant::compareTo).orElse(null)
                : null;
    }

    /**
     * Returns the start by which the UCM's clock orders and filters: the epoch of the record, since the configured zone
     * may be wrong. It is not later than now, so that a clock that ran ahead moves no cursor past what is still to
     * come.
     */
    private Instant order(ReadLeg read) {
        Long epoch = read.leg().epoch();
        Instant order = epoch == null || epoch == 0 ? read.leg().startedAt() : Instant.ofEpochSecond(epoch);
        return order.isAfter(plan.now()) ? plan.now() : order;
    }

    void request() {
        requests++;
    }

    void suspicion() {
        suspicions++;
    }

    void counting(Counting counting) {
        this.counting = counting;
    }

    public PageCounts counts() {
        return counts;
    }

    public int requests() {
        return requests;
    }

    /** Returns how many windows ended in SUSPECT_EMPTY without ending the pass. */
    public int suspicions() {
        return suspicions;
    }

    public Counting counting() {
        return counting;
    }

    /** Returns how far the configured zone is off, as most legs have it; null: too few legs, or they do not agree. */
    @Nullable
    public Duration zoneError() {
        return zoneCheck.error();
    }

    /** Returns how many of the legs that were new have which error of the zone. */
    public Map<Duration, Long> zoneErrorsOfNewLegs() {
        return zoneOfNewLegs.errors();
    }

    /** Returns the newest start seen, by the UCM's clock, not beyond the gateway's; null: none. */
    @Nullable
    public Instant newest() {
        return newest;
    }
}

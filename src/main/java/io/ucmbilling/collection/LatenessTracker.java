package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.PassLateness;
import io.ucmbilling.collection.paging.PassPlan;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.SiteProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lateness of one site's records, over all its passes. It is read once a take-over and written when more was
 * measured. Only passes that follow another one in time are measured: after a pause, records are late by the gateway's
 * own fault. Not safe for use by several threads.
 */
final class LatenessTracker {
    private static final int PASSES_IN_TIME = 3;
    /** Intervals that a leg may be older than the time held back and still have come in its turn. */
    private static final int PASSES_IN_TURN = 2;

    private static final double NEARLY_ALL = 0.99;
    private static final long ENOUGH_LEGS = 200;
    /** How long records take to settle, if few were measured. */
    private static final Duration USUAL_SETTLING = Duration.ofMinutes(10);

    private final SiteContext context;
    private final Ledger ledger;
    private final HoldBack holdBack;
    private @Nullable Lateness known;

    LatenessTracker(SiteContext context, Ledger ledger, HoldBack holdBack) {
        this.context = context;
        this.ledger = ledger;
        this.holdBack = holdBack;
    }

    /** Forgets what is known: another replica may have measured more. */
    void forget() {
        known = null;
    }

    Lateness lateness() {
        Lateness lateness = known == null ? context.sites().lateness(context.id()) : known;
        known = lateness;
        return lateness;
    }

    /** Returns what a pass is to do, with how long it leaves the newest records alone. */
    PassPlan plan(PassKind kind, List<Window> windows, SiteProgress progress, Instant now) {
        Duration held = mayHoldBack(kind)
                ? holdBack.at(now, lateness(), (from, to) -> context.census().count(context.id(), from, to))
                : Duration.ZERO;
        Duration inTurn = held.plus(context.site().pollInterval().multipliedBy(PASSES_IN_TURN));
        boolean measured = kind instanceof PassKind.Tail && inTime(progress, now);
        PassLateness lateness = measured ? new PassLateness(context, lateness(), now, inTurn) : null;
        return new PassPlan(kind, windows, now, held, settling(lateness()), lateness);
    }

    private static Duration settling(Lateness lateness) {
        return lateness.legs() < ENOUGH_LEGS ? USUAL_SETTLING : lateness.afterStart(NEARLY_ALL);
    }

    /** The deep sweep reads up to now and beyond, for what a clock that runs far ahead has stamped. */
    private static boolean mayHoldBack(PassKind kind) {
        return switch (kind) {
            case PassKind.Tail() -> true;
            case PassKind.Sweep(boolean deep) -> !deep;
            case PassKind.FirstRead day -> false;
            case PassKind.RequestedRead day -> false;
        };
    }

    private boolean inTime(SiteProgress progress, Instant now) {
        Instant last = progress.tailAt();
        boolean rightZone = progress.zoneError() == null || progress.zoneError().isZero();
        Duration bound = context.site().pollInterval().multipliedBy(PASSES_IN_TIME);
        return rightZone
                && last != null
                && !last.isAfter(now)
                && !last.plus(bound).isBefore(now);
    }

    /** Writes down what a pass that ended well has measured. */
    void learn(PassPlan done, SiteProgress progress) {
        PassLateness measured = done.lateness();
        if (measured == null || measured.lateness().equals(known)) {
            return;
        }
        known = measured.lateness();
        context.sites().lateness(progress.hold(), measured.lateness());
        if (!measured.lateByDay().isEmpty()) {
            ledger.late(progress.hold(), measured.lateByDay());
        }
    }
}

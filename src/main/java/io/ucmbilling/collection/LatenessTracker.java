package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.Pass;
import io.ucmbilling.collection.paging.PassLateness;
import io.ucmbilling.collection.paging.PassPlan;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.HoldBack;
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
 * How late one site's records come, over all its passes: what was measured is read once a take-over and written when it has
 * grown. Measured are passes that follow another one in time; after a pause, records are late by the gateway's own fault. Not
 * safe for use by several threads.
 */
final class LatenessTracker {
    private static final int PASSES_IN_TIME = 3;
    /** Intervals that a leg may be older than the time held back and still have come in its turn. */
    private static final int PASSES_IN_TURN = 2;

    private static final double NEARLY_ALL = 0.99;
    private static final long ENOUGH_LEGS = 200;
    /** Taken for it where few records were measured. */
    private static final Duration USUAL_SETTLING = Duration.ofMinutes(10);

    private final SiteContext access;
    private final Ledger ledger;
    private final HoldBack holdBack;
    private @Nullable Lateness known;

    LatenessTracker(SiteContext access, Ledger ledger, HoldBack holdBack) {
        this.access = access;
        this.ledger = ledger;
        this.holdBack = holdBack;
    }

    /** Another replica may have measured more. */
    void forget() {
        known = null;
    }

    Lateness lateness() {
        Lateness lateness = known == null ? access.sites().lateness(id()) : known;
        known = lateness;
        return lateness;
    }

    /** What a pass is to do, with how long it leaves the newest records alone. */
    PassPlan work(PassKind job, List<Window> windows, SiteProgress progress, Instant now) {
        Duration held = mayHoldBack(job)
                ? holdBack.at(now, lateness(), (from, to) -> access.census().count(id(), from, to))
                : Duration.ZERO;
        Duration inTurn = held.plus(access.site().pollInterval().multipliedBy(PASSES_IN_TURN));
        boolean measured = job instanceof PassKind.Tail && inTime(progress, now);
        PassLateness book = measured ? new PassLateness(access, lateness(), now, inTurn) : null;
        return new PassPlan(job, windows, now, held, settling(lateness()), book);
    }

    private static Duration settling(Lateness lateness) {
        return lateness.legs() < ENOUGH_LEGS ? USUAL_SETTLING : lateness.afterStart(NEARLY_ALL);
    }

    /** The deep sweep reads up to now and beyond, for what a clock that runs far ahead has stamped. */
    private static boolean mayHoldBack(PassKind job) {
        return switch (job) {
            case PassKind.Tail() -> true;
            case PassKind.Sweep(boolean deep) -> !deep;
            case PassKind.FirstRead day -> false;
        };
    }

    private boolean inTime(SiteProgress progress, Instant now) {
        Instant last = progress.tailAt();
        boolean rightZone = progress.zoneError() == null || progress.zoneError().isZero();
        Duration bound = access.site().pollInterval().multipliedBy(PASSES_IN_TIME);
        return rightZone
                && last != null
                && !last.isAfter(now)
                && !last.plus(bound).isBefore(now);
    }

    /** Writes down what a pass that ended well has measured. */
    void learn(Pass pass, SiteProgress progress) {
        PassLateness book = pass.book();
        if (book == null || book.lateness().equals(known)) {
            return;
        }
        known = book.lateness();
        access.sites().lateness(progress.hold(), book.lateness());
        if (!book.lateByDay().isEmpty()) {
            ledger.late(progress.hold(), book.lateByDay());
        }
    }

    private String id() {
        return access.site().id();
    }
}

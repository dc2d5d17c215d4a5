package io.ucmbilling.collection;

import io.ucmbilling.collection.ledger.LedgerKeeper;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.collection.plan.PageGate.TurnEndedException;
import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.collection.plan.SitePlan;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.LostSiteException;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.telemetry.LogIds;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The collector of one site, at work whenever this replica holds its lock. Not safe for use by two threads at a time.
 *
 * <ol>
 *   <li>Take the site: the fence grows, and writes of an earlier holder are refused.
 *   <li>Do what the {@link Agenda} says until nothing is due, then what the {@link LedgerKeeper} has to do. A pass that
 *       a fault interrupted goes on where it stood, as long as no other replica took the site meanwhile.
 *   <li>A fault ends the turn, and the site rests as its kind's rule says. So does whatever the gateway's own code
 *       throws, an {@link Error} too: it is the kind INTERNAL.
 * </ol>
 */
final class SiteCollector {
    private static final Logger LOG = LoggerFactory.getLogger(SiteCollector.class);

    private final SiteContext context;
    private final Agenda agenda;
    private final SitePasses passes;
    private final LedgerKeeper ledger;
    private final SiteBackoff backoff;
    private final Clock clock;
    private Turns turns = Turns.NONE_YET;
    private @Nullable Hold hold;

    SiteCollector(SiteContext context, Ledger ledger, CollectionSettings settings, Backoff backoff, Clock clock) {
        this.context = context;
        this.agenda = new Agenda(settings, context.site().pollInterval());
        this.passes = new SitePasses(context, ledger, settings, clock);
        this.ledger = new LedgerKeeper(context, ledger, new SitePlan(context.site(), settings), clock);
        this.backoff = new SiteBackoff(context, backoff, clock);
        this.clock = clock;
    }

    Site site() {
        return context.site();
    }

    /** Makes the site known, with the first day to collect. An earlier one than known extends the first collection. */
    void register(LocalDate since) {
        context.sites().register(context.id(), since);
        context.sites()
                .configured(
                        context.id(), context.site().timeZone(), context.site().region());
    }

    void count(FaultKind kind) {
        context.count(kind);
    }

    /**
     * Does all that is due.
     *
     * @param mayGoOn asked between passes: whether this replica is still to have the site and the process is not stopping
     * @param mayAsk asked between pages: the same, but a pass may last longer than a turn of several
     * @return when to look again
     * @throws org.springframework.dao.DataAccessException if the gateway's own database does not answer
     */
    Instant collect(BooleanSupplier mayGoOn, BooleanSupplier mayAsk) {
        context.gate().open(mayAsk);
        KnownWork known = look();
        if (hold != null && next(known).isEmpty()) {
            return quietUntil(known);
        }
        try {
            known = workOrRest(take(), mayGoOn);
        } catch (LostSiteException e) {
            context.count(FaultKind.LOCK_LOST);
            LOG.info("site {}: taken over by another replica", context.id());
            known = look();
        }
        return quietUntil(known);
    }

    /** Throws only what tells of the database or of the lock. */
    private KnownWork workOrRest(SiteProgress taken, BooleanSupplier mayGoOn) {
        try {
            passes.addDays(taken);
            return work(look(taken), mayGoOn);
        } catch (DataAccessException | TransactionException | LostSiteException e) {
            throw e;
        } catch (TurnEndedException e) {
            return look();
        } catch (RuntimeException | Error e) {
            backoff.after(e, taken.hold());
            return look();
        }
    }

    /** Does what is due, as long as it may, then what the ledger needs. Returns what there is to see afterwards. */
    private KnownWork work(KnownWork first, BooleanSupplier mayGoOn) {
        KnownWork known = first;
        boolean goOn = true;
        while (goOn) {
            try (LogIds.Block _ = LogIds.pass(context.id())) {
                goOn = step(next(known), known);
            }
            goOn = goOn && mayGoOn.getAsBoolean();
            known = stillOurs(look(), first.progress().hold());
        }
        return known;
    }

    /** Runs a pass, or does what the ledger needs. Returns whether there was something to do, and no fault. */
    private boolean step(Optional<PassKind> pass, KnownWork known) {
        SiteProgress progress = known.progress();
        try {
            boolean ledgersTurn = turns.afterRequested()
                    && pass.filter(PassKind.RequestedRead.class::isInstance).isPresent();
            if ((pass.isEmpty() || ledgersTurn) && keepLedger(known)) {
                turns = turns.afterLedger();
                return true;
            }
            if (pass.isPresent()) {
                turns = turns.after(pass.get());
                passes.run(pass.get(), progress);
            }
            return pass.isPresent();
        } catch (UcmFault fault) {
            backoff.after(fault, pass.map(kind -> kind.part().name()).orElse("LEDGER"), progress);
            passes.requested().siteFailed(known, fault);
            return false;
        }
    }

    /** Does a step of the ledger, but not before the first collection is done. Returns whether there was one. */
    private boolean keepLedger(KnownWork known) throws UcmFault {
        SiteProgress progress = known.progress();
        return progress.cursor() != null
                && known.openDays().isEmpty()
                && progress.failures() == 0
                && ledger.step(progress, passes.lateness());
    }

    /** Going on with what another replica left would be to write under its fence. */
    private static KnownWork stillOurs(KnownWork known, Hold hold) {
        Hold newest = known.progress().hold();
        if (!newest.equals(hold)) {
            throw new LostSiteException(hold, newest.fence());
        }
        return known;
    }

    private KnownWork look() {
        return look(context.sites().progress(context.id()));
    }

    private KnownWork look(SiteProgress progress) {
        String site = context.id();
        return new KnownWork(
                progress, context.firstDays().open(site), context.requested().queue(site));
    }

    private Optional<PassKind> next(KnownWork known) {
        return agenda.next(known, clock.instant(), turns);
    }

    private Instant quietUntil(KnownWork known) {
        return agenda.quietUntil(known, clock.instant());
    }

    private SiteProgress take() {
        SiteProgress progress = context.sites().take(context.id());
        if (hold == null || progress.hold().fence() != hold.fence() + 1) {
            passes.forget();
        }
        hold = progress.hold();
        return progress;
    }
}

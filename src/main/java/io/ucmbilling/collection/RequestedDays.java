package io.ucmbilling.collection;

import io.ucmbilling.collection.paging.PassFindings;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.plan.PageGate.TurnEndedException;
import io.ucmbilling.collection.plan.PassKind;
import io.ucmbilling.store.collection.RequestedCollection;
import io.ucmbilling.store.collection.RequestedCollection.CollectionFault;
import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.LostSiteException;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * The days of one site that somebody asked to be collected anew.
 *
 * <ol>
 *   <li>A day is read whole, like one of the first collection. What it brings is counted page by page.
 *   <li>If it brought anything, the ledger is asked to read the day again, so that its certificate gets a new version.
 *   <li>A fault that is the day's own keeps no other work of the site waiting. The day is tried again after a pause of a minute, which
 *       doubles up to half an hour. Any other fault lets the site rest.
 *   <li>A day that the UCM no longer holds is done. One that comes empty from a UCM that answers nothing else either is not.
 *   <li>Where a replica dies, the next one begins the day anew: what was kept of it comes as unchanged.
 *   <li>A collection that gets no further for {@link RequestedCollection#PATIENCE} has failed, whichever passes of the site did.
 * </ol>
 */
record RequestedDays(SiteContext context, Ledger ledger, Clock clock) {
    private static final Logger LOG = LoggerFactory.getLogger(RequestedDays.class);
    private static final Set<FaultKind> OF_THE_DAY =
            EnumSet.of(FaultKind.DRIFTED, FaultKind.REPEATED_PAGE, FaultKind.SUSPECT_EMPTY);

    /** A pass over a day. */
    @FunctionalInterface
    interface DayPass {
        void run() throws UcmFault;
    }

    /** Runs a pass over a day, and notes if it fails. Throws the fault if it is not the day's own. */
    void run(PassKind.RequestedRead read, SiteProgress progress, DayPass pass) throws UcmFault {
        change(progress.hold(), read, RequestedCollection::begun);
        try {
            pass.run();
        } catch (UcmFault fault) {
            failed(read, progress.hold(), fault);
            if (!OF_THE_DAY.contains(fault.kind())) {
                throw fault;
            }
            context.count(fault.kind());
        } catch (DataAccessException | TransactionException | LostSiteException | TurnEndedException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            failed(read, progress.hold(), new UcmFault(FaultKind.INTERNAL, e.toString(), e));
            throw e;
        }
    }

    /** Counts what a page has brought. */
    void kept(PassKind.RequestedRead read, Hold hold, PageCounts counts) {
        if (counts.stored() > 0) {
            change(hold, read, known -> known.plus(counts.stored()));
        }
    }

    /** Writes down what a pass over a day has found. */
    void ended(PassKind.RequestedRead read, PassFindings findings, SiteProgress progress) {
        if (findings.suspicions() > 0) {
            String what = "nothing came of " + read.day() + ", nor anything else that is known";
            failed(read, progress.hold(), context.fault(FaultKind.SUSPECT_EMPTY, what));
            return;
        }
        if (findings.counts().stored() > 0) {
            ledger.askToRead(context.id(), read.day(), clock.instant());
        }
        context.requested()
                .change(
                        progress.hold(),
                        clock.instant(),
                        known -> known.id().equals(read.collection()) ? known.dayDone() : known.siteWorks());
        LOG.info(
                "site {}: {} collected anew, {} legs stored",
                context.id(),
                read.day(),
                findings.counts().stored());
    }

    /** Notes a fault of another pass, if anything waits. */
    void siteFailed(KnownWork known, UcmFault fault) {
        if (!known.requested().isEmpty()) {
            CollectionFault cause = cause(fault);
            context.requested().change(known.progress().hold(), cause.at(), waiting -> waiting.siteFailed(cause));
        }
    }

    private void failed(PassKind.RequestedRead read, Hold hold, UcmFault fault) {
        LOG.warn("site {}: {} not collected anew, {}: {}", context.id(), read.day(), fault.kind(), fault.getMessage());
        change(hold, read, known -> known.dayFailed(cause(fault)));
    }

    private CollectionFault cause(UcmFault fault) {
        return new CollectionFault(fault.kind().name(), String.valueOf(fault.getMessage()), clock.instant());
    }

    private void change(Hold hold, PassKind.RequestedRead read, UnaryOperator<RequestedCollection> change) {
        context.requested()
                .change(
                        hold,
                        clock.instant(),
                        known -> known.id().equals(read.collection()) ? change.apply(known) : known);
    }
}

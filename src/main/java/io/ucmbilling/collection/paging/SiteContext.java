package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.plan.PageGate;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.collection.walk.WindowReading;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.TimeBound;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.collection.RequestedCollections;
import io.ucmbilling.store.intake.PageResult;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.SiteProgress.PassFault;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.ucm.Ucm;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that belongs to one site: its UCM, the reader of its records, the places to keep and to count them.
 *
 * @param pageSize records to ask its UCM for at a time
 */
public record SiteContext(
        Site site,
        Ucm ucm,
        int pageSize,
        SiteContexts shared,
        LegReader reader,
        CountingBreaker breaker,
        MisdatedWarning misdated,
        CollectionCounters counters,
        PageGate gate) {

    public static LegReader readerFor(Site site) {
        return new LegReader(new PbxProfile(site.timeZone(), site.model(), site.trunks()));
    }

    public String id() {
        return site.id();
    }

    public Sites sites() {
        return shared.sites();
    }

    public FirstDays firstDays() {
        return shared.firstDays();
    }

    public RequestedCollections requested() {
        return shared.requested();
    }

    /** Notes that a pass of the site failed. */
    public void note(PassFault fault) {
        shared.faults().note(id(), fault.kind(), fault.message(), fault.at());
    }

    public Census census() {
        return shared.census();
    }

    /** Takes the call that shows what offsets count: {@link CountingBreaker#takeNested}. */
    public Optional<Instant> takeNested(SiteProgress progress, Instant before) {
        return breaker.takeNested(progress, before);
    }

    /**
     * Asks for a page of the records that start in the window, in the site's format.
     *
     * @throws PageGate.TurnEndedException if the site's turn is over
     */
    public Page page(Window window, long offset, int records) throws UcmFault {
        gate.pass();
        counters.request();
        TimeBound to = window.to() == null ? null : new TimeBound.At(window.to());
        return ucm.page(CdrQuery.all(site.format())
                .between(new TimeBound.At(window.from()), to)
                .page(offset, records));
    }

    public ReadPage read(Page page) {
        return ReadPage.of(page, reader);
    }

    /**
     * Begins a reading of a window.
     *
     * @param strict whether an end must be confirmed
     * @param counting what is known of the UCM
     */
    public WindowReading reading(boolean strict, Counting counting) {
        return new WindowReading(id(), pageSize, strict, counting);
    }

    /** Does the part of keeping a page that needs no transaction. */
    public PreparedLegs prepare(ReadPage page) {
        return shared.intake().prepare(id(), page.legs());
    }

    /** Keeps a page and counts what became of it. */
    public PageResult keep(Hold hold, PreparedLegs legs, ReadPage page, @Nullable Instant cursor) {
        PageResult result = shared.intake().keep(hold, legs, page.quarantined(), cursor);
        counters.kept(result.counts(), page.unforeseen());
        counters.misdated(misdated.told(result.added(), shared.intake().collectedMonths()));
        return result;
    }

    public void count(FaultKind kind) {
        counters.fault(kind);
    }

    /** Returns a fault that names the site. */
    public UcmFault fault(FaultKind kind, String what) {
        return new UcmFault(kind, "site " + id() + ": " + what);
    }
}

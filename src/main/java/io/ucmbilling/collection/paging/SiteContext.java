package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.collection.walk.WindowReading;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.intake.PageResult;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.ucm.Ucm;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that belongs to one site: its UCM, the reader of its records, the places to keep and to count them, the
 * counters.
 */
public record SiteContext(
        Site site,
        Ucm ucm,
        LegReader reader,
        Sites sites,
        LegIntake intake,
        FirstDays firstDays,
        Census census,
        CountingBreaker breaker,
        MisdatedWarning misdated,
        CollectionCounters counters,
        int pageSize) {

    /** Returns the reader of a site's records. */
    public static LegReader readerFor(Site site) {
        return new LegReader(new PbxProfile(site.timeZone(), site.model(), site.trunks()));
    }

    /** Asks for a page of the records that start in the window, in the site's format. */
    public Page page(Window window, long offset, int records) throws UcmFault {
        counters.request(site.id());
        return ucm.page(CdrQuery.all(site.format())
                .between(window.fromBound(), window.toBound())
                .page(offset, records));
    }

    /**
     * Begins a reading of a window.
     *
     * @param strict whether an end must be confirmed
     * @param counting what is known of the UCM
     */
    public WindowReading reading(boolean strict, Counting counting) {
        return new WindowReading(site.id(), pageSize, strict, counting);
    }

    /** Does the part of keeping a page that needs no transaction. */
    public PreparedLegs prepare(ReadPage page) {
        return intake.prepare(site.id(), page.legs());
    }

    /** Keeps a page and counts what became of it. */
    public PageResult keep(Hold hold, PreparedLegs legs, ReadPage page, @Nullable Instant cursor) {
        PageResult result = intake.keep(hold, legs, page.quarantined(), cursor);
        counters.kept(site.id(), result.counts(), page.unforeseen());
        counters.misdated(site.id(), misdated.told(result.added(), intake.collectedMonths()));
        return result;
    }

    /** Counts a fault. */
    public void count(FaultKind kind) {
        counters.fault(site.id(), kind);
    }

    /** Returns a fault that names the site. */
    public UcmFault fault(FaultKind kind, String what) {
        return new UcmFault(kind, "site " + site.id() + ": " + what);
    }
}

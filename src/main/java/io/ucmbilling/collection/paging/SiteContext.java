package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.store.census.Census;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.intake.PageResult;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.ucm.Ucm;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a pass needs of its site: the UCM to ask, the reader of its records, the places to keep and to count them, the counters. */
public record SiteContext(
        Site site,
        Ucm ucm,
        LegReader reader,
        Sites sites,
        LegIntake intake,
        FirstDays firstDays,
        Legs legs,
        Census census,
        CountingBreaker trust,
        MisdatedWarning misdated,
        CollectionCounters counters,
        int pageSize) {

    public static LegReader readerFor(Site site) {
        return new LegReader(new PbxProfile(site.timeZone(), site.model(), site.trunks()));
    }

    /** Asks for a page of what starts in the window, in the site's format. */
    public Page page(Window window, long offset, int records) throws UcmFault {
        counters.request(site.id());
        return ucm.page(CdrQuery.all(site.format())
                .between(window.fromBound(), window.toBound())
                .page(offset, records));
    }

    public PreparedLegs prepare(ReadPage sifted) {
        return intake.prepare(site.id(), sifted.legs());
    }

    public PageResult keep(Hold hold, PreparedLegs legs, ReadPage sifted, @Nullable Instant cursor) {
        PageResult result = intake.keep(hold, legs, sifted.quarantined(), cursor);
        counters.kept(site.id(), result.counts(), sifted.irregularities());
        counters.misdated(site.id(), misdated.told(result.added(), intake.collectedMonths()));
        return result;
    }

    /**
     * Whether legs are known well inside the window that have not departed. Legs are kept by the configured zone, windows count by the UCM's
     * clock: what was measured between them is added, and an hour at each end is left out for the clock changes.
     */
    boolean knows(Window window, SiteProgress progress) {
        Duration error = progress.zoneError() == null ? Duration.ZERO : progress.zoneError();
        Instant from = window.from().plus(error).plus(Duration.ofHours(1));
        Instant to = window.to() == null ? null : window.to().plus(error).minus(Duration.ofHours(1));
        return (to == null || from.isBefore(to))
                && census.nthLast(site.id(), from, to, 1).isPresent();
    }

    public void count(FaultKind kind) {
        counters.fault(site.id(), kind);
    }

    public UcmFault fault(FaultKind kind, String what) {
        return new UcmFault(kind, "site " + site.id() + ": " + what);
    }
}

package io.ucmbilling.store.intake;

import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Hold;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one way to keep a page of legs. */
public interface LegIntake {

    /** Returns the months that are collected, of all sites. A leg that starts in another one is kept, but misdated. */
    CollectedMonths collectedMonths();

    /** Does the part of keeping that needs no transaction, so that it can be done while the page before is being kept. */
    PreparedLegs prepare(String site, List<ReadLeg> legs);

    /**
     * Keeps a page and the cursor it allows, in one transaction. Makes missing partitions for the legs' months.
     *
     * @param legs in page order; the same key twice counts once as unchanged
     * @param quarantined entries that could not be read
     * @param cursor moves the cursor there if that is later; null: stays
     * @throws io.ucmbilling.store.site.LostSiteException if another replica has taken the site
     */
    PageResult keep(Hold hold, PreparedLegs legs, List<UnreadableEntry> quarantined, @Nullable Instant cursor);

    /** Prepares and keeps at once. */
    default PageResult keep(
            Hold hold, List<ReadLeg> legs, List<UnreadableEntry> quarantined, @Nullable Instant cursor) {
        return keep(hold, prepare(hold.site(), legs), quarantined, cursor);
    }
}

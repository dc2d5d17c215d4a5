package io.ucmbilling.collection.ledger;

import io.ucmbilling.collection.paging.ReadPage;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.paging.ZoneCheck;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.collection.walk.WindowReading;
import io.ucmbilling.contract.Page;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.ZoneMeasurements;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reading of a whole day from the UCM, page by page, which ends only when the day's end is confirmed. Each page is kept
 * before the next is asked for, and its content remembered. A day of more records than the heap has room for is TOO_LARGE.
 */
final class DayReading implements WindowReading.Pages {
    /** A record takes some 2,000 bytes here, and a day may be read twice. */
    static final long MOST_RECORDS = Math.max(20_000, Runtime.getRuntime().maxMemory() / 5_000);

    private final SiteContext context;
    private final Window day;
    private final SiteProgress progress;
    private final DayContent content = new DayContent();
    private final ZoneCheck zoneCheck = new ZoneCheck();
    private int stored;
    private @Nullable Instant nested;

    private DayReading(SiteContext context, Window day, SiteProgress progress) {
        this.context = context;
        this.day = day;
        this.progress = progress;
    }

    static DayReading of(SiteContext context, Window day, SiteProgress progress) throws UcmFault {
        DayReading reading = new DayReading(context, day, progress);
        context.reading(true, progress.counting()).read(reading);
        return reading;
    }

    @Override
    public Page page(long offset, int records) throws UcmFault {
        Page page = context.page(day, offset, records);
        if (!page.isEmpty()) {
            keep(context.read(page));
            if (content.size() > MOST_RECORDS) {
                throw context.fault(
                        FaultKind.TOO_LARGE,
                        "found more than " + MOST_RECORDS + " records of " + day + ", expected a day that ends");
            }
        }
        return page;
    }

    private void keep(ReadPage page) {
        PreparedLegs legs = context.prepare(page);
        stored += context.keep(progress.hold(), legs, page, null).counts().stored();
        content.add(page, legs);
        zoneCheck.add(page.legs());
        nested = nested == null ? page.nested() : nested;
    }

    @Override
    public void forget() {
        content.clear();
    }

    DayContent content() {
        return content;
    }

    /** Returns how many legs only this reading brought, or changed the content of. */
    int stored() {
        return stored;
    }

    /** Returns when a call started whose legs came nested in one item; null: none did. */
    @Nullable
    Instant nested() {
        return nested;
    }

    /**
     * Returns the worst error that enough legs of the day have, else what most have; null: too few, or they do not
     * agree.
     */
    @Nullable
    Duration zoneError() {
        return ZoneMeasurements.none(context.site().timeZone())
                .with(Instant.EPOCH, zoneCheck.errors())
                .worst()
                .map(ZoneMeasurements.Worst::error)
                .orElseGet(zoneCheck::error);
    }
}

package io.ucmbilling.store;

import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.Sites.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A site's progress on its way to the next one, by the rules of the SQL that moves it. */
final class Moved {
    private Hold hold;
    private LocalDate since;
    private @Nullable Instant cursor;
    private Counting counting;
    private @Nullable Duration zoneError;
    private @Nullable Instant tailAt;
    private @Nullable Instant sweepAt;
    private @Nullable Instant deepSweepAt;
    private int failures;
    private @Nullable Instant retryAt;
    private @Nullable String lastFault;

    Moved(SiteProgress before) {
        hold = before.hold();
        since = before.since();
        cursor = before.cursor();
        counting = before.counting();
        zoneError = before.zoneError();
        tailAt = before.tailAt();
        sweepAt = before.sweepAt();
        deepSweepAt = before.deepSweepAt();
        failures = before.failures();
        retryAt = before.retryAt();
        lastFault = before.lastFault();
    }

    SiteProgress progress() {
        return new SiteProgress(
                hold, since, cursor, counting, zoneError, tailAt, sweepAt, deepSweepAt, failures, retryAt, lastFault);
    }

    Moved hold(Hold hold) {
        this.hold = hold;
        return this;
    }

    /** The earliest ever registered counts. */
    Moved since(LocalDate since) {
        this.since = since.isBefore(this.since) ? since : this.since;
        return this;
    }

    /** Where it is later. */
    Moved cursor(@Nullable Instant cursor) {
        if (cursor != null && (this.cursor == null || cursor.isAfter(this.cursor))) {
            this.cursor = cursor;
        }
        return this;
    }

    Moved succeeded(Part part, Instant at) {
        tailAt = part == Part.TAIL ? at : tailAt;
        sweepAt = part == Part.SWEEP ? at : sweepAt;
        deepSweepAt = part == Part.DEEP_SWEEP ? at : deepSweepAt;
        failures = 0;
        retryAt = null;
        lastFault = null;
        return this;
    }

    Moved failed(String fault, Instant retryAt) {
        this.failures++;
        this.lastFault = fault;
        this.retryAt = retryAt;
        return this;
    }

    Moved learnt(Counting counting, @Nullable Duration zoneError) {
        this.counting = counting;
        this.zoneError = zoneError == null ? this.zoneError : zoneError;
        return this;
    }
}

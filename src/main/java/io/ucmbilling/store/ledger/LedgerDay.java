package io.ucmbilling.store.ledger;

import io.ucmbilling.store.database.StorableTextConverter;
import io.ucmbilling.store.ledger.Ledger.Late;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Knowledge of a day beside its certificates. Immutable.
 *
 * @param seenAt when it was last proven or checked, in vain or not
 * @param lost whether the UCM no longer held it before it was proven
 * @param neverHeld whether it lies before the first record that the UCM ever showed; then it is not lost
 * @param note what the last look in vain found; null: it was not in vain
 * @param late the legs of that day that appeared behind later ones; null: none
 * @param readAt when it was last read whole and compared; null: never
 * @param readAskedAt when somebody asked for that; null: nobody did since
 */
@Embeddable
public record LedgerDay(
        @Column(insertable = false, updatable = false) LocalDate day,
        @Nullable Instant seenAt,
        boolean lost,
        boolean neverHeld,

        @Convert(converter = StorableTextConverter.class) @Nullable
        String note,

        @Embedded @Nullable Late late,
        @Column(name = "content_at") @Nullable Instant readAt,
        @Column(name = "content_asked_at") @Nullable Instant readAskedAt) {

    public LedgerDay {
        lost = lost && !neverHeld; // A replica of an older version notes both.
    }

    /** Returns a day of which nothing is known. */
    public static LedgerDay unknown(LocalDate day) {
        return new LedgerDay(day, null, false, false, null, null, null, null);
    }

    /** Returns the day after a look at it. */
    public LedgerDay seen(Instant at, @Nullable String found) {
        return new LedgerDay(day, at, lost, neverHeld, found, late, readAt, readAskedAt);
    }

    /** Returns the day after it was read whole and found as certified. */
    public LedgerDay readWhole(Instant at) {
        return new LedgerDay(day, at, lost, neverHeld, null, late, at, null);
    }

    /** Returns the day after somebody asked for it to be read whole. */
    public LedgerDay asked(Instant at) {
        return new LedgerDay(day, seenAt, lost, neverHeld, note, late, readAt, at);
    }

    /** Returns the day with more late legs. */
    public LedgerDay plus(Late more) {
        Late sum = late == null ? more : late.plus(more);
        return new LedgerDay(day, seenAt, lost, neverHeld, note, sum, readAt, readAskedAt);
    }

    /** Returns the day after the UCM was found not to hold it: never, or no longer. */
    public LedgerDay notHeld(boolean never) {
        return new LedgerDay(day, seenAt, !never, never, note, late, readAt, readAskedAt);
    }
}

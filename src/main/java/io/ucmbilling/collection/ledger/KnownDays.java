package io.ucmbilling.collection.ledger;

import io.ucmbilling.store.ledger.Certificate;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.ledger.Ledger.LedgerState;
import io.ucmbilling.store.ledger.LedgerDay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger of proofs holds of a range of one site's days, read at once.
 *
 * @param certificates the newest of each day that has one
 * @param days those that have been looked at
 * @param state of the site as a whole
 */
record KnownDays(Map<LocalDate, Certificate> certificates, Map<LocalDate, LedgerDay> days, LedgerState state) {

    /** Reads what is known of the days from the first to the last, both inclusive. */
    static KnownDays of(Ledger ledger, String site, LocalDate first, LocalDate last) {
        return new KnownDays(
                ledger.newest(site, first, last),
                ledger.days(site, first, last),
                ledger.state(site).orElse(LedgerState.NONE));
    }

    boolean isCertified(LocalDate day) {
        return certificates.containsKey(day);
    }

    /** Returns when the day was last proven or checked; null: never. */
    @Nullable
    Instant lastLook(LocalDate day) {
        LedgerDay looked = days.get(day);
        return looked == null ? null : looked.seenAt();
    }

    /** Returns when the day was last read whole; null: never. */
    @Nullable
    Instant lastReading(LocalDate day) {
        LedgerDay looked = days.get(day);
        return looked == null ? null : looked.readAt();
    }

    /** Returns the oldest day of which the UCM still holds anything; null: it is not known, or there is none. */
    @Nullable
    LocalDate oldestHeld() {
        return state.oldestHeld();
    }
}

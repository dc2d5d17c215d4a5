package io.ucmbilling.store.ledger;

import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.LostSiteException;
import io.ucmbilling.store.site.SiteProgress;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/**
 * Ledger of what is proven and noted of each day of each site. Writes are fenced as those of
 * {@link io.ucmbilling.store.site.Sites}: each is one transaction with the site's row locked, and
 * {@link LostSiteException} if another replica has taken the site. Days are of the PBX's zone, bounds inclusive.
 */
public interface Ledger {

    /**
     * Adds a certificate; it can neither be changed nor taken back.
     *
     * @throws IllegalStateException if its version is not the next one
     */
    void certify(Hold hold, Certificate certificate);

    /** Notes a look at a day that made no certificate: a check that found nothing, or a proof that failed, and why. */
    void seen(Hold hold, LocalDate day, Instant at, @Nullable String note);

    /** Notes that a certified day was read whole and its content was as certified; what was asked for is done. */
    void readWhole(Hold hold, LocalDate day, Instant at);

    /** Asks for the day to be read whole once more. Not fenced: anybody may ask. A day never looked at is noted too. */
    void askToRead(String site, LocalDate day, Instant at);

    /** Adds legs that appeared behind later ones, by the day they belong to. */
    void late(Hold hold, Map<LocalDate, Late> late);

    /** Notes how a full read found the UCM's offsets to count; fields: of the records at that time, null: not looked at. */
    void counts(Hold hold, SiteProgress.Counting counting, @Nullable Integer fields);

    /**
     * Notes for ever that the UCM does not hold these days.
     *
     * @param never whether they lie before the first record that the UCM ever showed; else it held them no longer before they
     *     were proven
     */
    void notHeld(Hold hold, List<LocalDate> days, boolean never);

    /** Notes the first day of which the UCM still holds anything; null: it holds nothing. */
    void oldestHeld(Hold hold, @Nullable LocalDate day, Instant at);

    /** Returns the newest certificate of each day that has one. */
    Map<LocalDate, Certificate> newest(String site, LocalDate from, LocalDate to);

    /** Returns all certificates of a day, the oldest first. */
    List<Certificate> versions(String site, LocalDate day);

    /** Returns which days of the site have been looked at, by day. */
    Map<LocalDate, LedgerDay> days(String site, LocalDate from, LocalDate to);

    /**
     * Returns the last day up to which every day from the site's first one on is certified, but for those that the UCM never held.
     *
     * @param today days from this one on are not looked at
     * @return empty if not even the first day is, or the site was never seen
     */
    Optional<LocalDate> certifiedThrough(String site, LocalDate today);

    /** Returns what is known of the site; empty: it was never seen. */
    Optional<LedgerState> state(String site);

    /**
     * Legs that appeared behind later ones.
     *
     * @param legs how many
     * @param greatest how long after its start the latest of them was first seen
     */
    @Embeddable
    record Late(
            @Column(name = "late") @ColumnTransformer(read = "nullif(late, 0)", write = "coalesce(?, 0)")
            long legs,

            @Column(name = "greatest_lateness") Duration greatest) {
        public Late plus(Late more) {
            return new Late(legs + more.legs, greatest.compareTo(more.greatest) > 0 ? greatest : more.greatest);
        }
    }

    /**
     * Knowledge of the site as a whole.
     *
     * @param oldestHeld the first day of which the UCM still held anything; null: it held nothing, or was not asked
     * @param oldestHeldAt when it was asked; null: never
     * @param countedFields fields of the records with which its way of counting was found by a full read; null: it was not
     * @param firstHeld the earliest day that ever was the oldest; null: none was
     */
    record LedgerState(
            @Nullable LocalDate oldestHeld,
            @Nullable Instant oldestHeldAt,
            @Nullable Integer countedFields,
            @Nullable LocalDate firstHeld) {
        /** Nothing is known. */
        public static final LedgerState NONE = new LedgerState(null, null, null, null);
    }
}

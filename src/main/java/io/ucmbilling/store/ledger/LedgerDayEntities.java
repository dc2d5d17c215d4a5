package io.ucmbilling.store.ledger;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Repository of the table ledger_day: what the last look at each day found. Write with the site's row locked. */
interface LedgerDayEntities extends Repository<LedgerDayEntities.LedgerDayEntity, LedgerDayEntities.LedgerDayKey> {
    /** The primary key. */
    @Embeddable
    record LedgerDayKey(short site, LocalDate day) {}

    /** A row. */
    @Entity(name = "LedgerDayEntity")
    @SuppressWarnings({"NullAway.Init", "unused"})
    @Table(name = "ledger_day")
    class LedgerDayEntity {
        @EmbeddedId
        private LedgerDayKey key;

        @Embedded
        LedgerDay day;

        /** Makes an empty one, which Hibernate fills. */
        LedgerDayEntity() {}

        LedgerDayEntity(LedgerDayKey key, LedgerDay day) {
            this.key = key;
            this.day = day;
        }
    }

    Optional<LedgerDayEntity> findById(LedgerDayKey key);

    @Query("SELECT day FROM LedgerDayEntity WHERE key.site = :site AND key.day BETWEEN :from AND :to ORDER BY key.day")
    List<LedgerDay> between(short site, LocalDate from, LocalDate to);

    LedgerDayEntity save(LedgerDayEntity day);

    /** Notes in one statement what {@link LedgerDay#notHeld} tells: there may be thousands of days. */
    @Modifying
    @Query(nativeQuery = true, value = """
        INSERT INTO ledger_day (site, day, lost, never_held)
        SELECT :site, day, NOT :never, :never FROM unnest(:days) AS day
        ON CONFLICT (site, day) DO UPDATE SET lost = excluded.lost, never_held = excluded.never_held\
        """)
    void notHeld(short site, LocalDate[] days, boolean never);
}

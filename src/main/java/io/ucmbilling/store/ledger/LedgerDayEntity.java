package io.ucmbilling.store.ledger;

import io.ucmbilling.store.site.DayKey;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of ledger_day. */
@Entity
@SuppressWarnings({"NullAway.Init", "unused"})
@Table(name = "ledger_day")
class LedgerDayEntity {
    @EmbeddedId
    private DayKey key;

    @Embedded
    private LedgerDay day;

    /** For Hibernate, which fills it. */
    LedgerDayEntity() {}

    LedgerDayEntity(DayKey key, LedgerDay day) {
        this.key = key;
        this.day = day;
    }

    LedgerDay day() {
        return day;
    }
}

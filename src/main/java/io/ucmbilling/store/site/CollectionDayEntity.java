package io.ucmbilling.store.site;

import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A row of collection_day. */
@Entity
@SuppressWarnings({"NullAway.Init", "unused"})
@Table(name = "collection_day")
class CollectionDayEntity {
    @EmbeddedId
    private DayKey key;

    @Embedded
    private Day day;

    /** For Hibernate, which fills it. */
    CollectionDayEntity() {}

    CollectionDayEntity(short site, Day day) {
        this.key = new DayKey(site, day.day());
        this.day = day;
    }
}

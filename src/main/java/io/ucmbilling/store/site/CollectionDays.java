package io.ucmbilling.store.site;

import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.FirstDays.DayCount;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Repository of the table collection_day: the days of each site's first collection. Write with the site's row locked. */
interface CollectionDays extends Repository<CollectionDays.CollectionDay, CollectionDays.DayKey> {
    /** The primary key. */
    @Embeddable
    record DayKey(short site, LocalDate day) {}

    /** A row. */
    @Entity(name = "CollectionDay")
    @SuppressWarnings({"NullAway.Init", "unused"})
    @Table(name = "collection_day")
    class CollectionDay {
        @EmbeddedId
        private DayKey key;

        @Embedded
        private Day day;

        /** Makes an empty one, which Hibernate fills. */
        CollectionDay() {}

        CollectionDay(short site, Day day) {
            this.key = new DayKey(site, day.day());
            this.day = day;
        }
    }

    @Query("SELECT day FROM CollectionDay WHERE key.site = :site AND NOT day.confirmed ORDER BY key.day DESC")
    List<Day> open(short site);

    @Query("""
        SELECT new io.ucmbilling.store.site.FirstDays$DayCount(count(*), count(*) FILTER (WHERE day.reads > 0),
            count(*) FILTER (WHERE day.confirmed), min(key.day), max(key.day))
        FROM CollectionDay WHERE key.site = :site\
        """)
    DayCount count(short site);

    /** Adds days in one statement: there may be thousands. */
    @Modifying
    @Query(nativeQuery = true, value = """
        INSERT INTO collection_day (site, day) SELECT :site, day FROM unnest(:days) AS day ON CONFLICT DO NOTHING\
        """)
    void add(short site, LocalDate[] days);

    CollectionDay save(CollectionDay day);
}

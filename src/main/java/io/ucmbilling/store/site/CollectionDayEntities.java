package io.ucmbilling.store.site;

import java.time.LocalDate;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table collection_day. Write with the site's row locked. */
interface CollectionDayEntities extends Repository<CollectionDayEntity, DayKey> {

    @Query("SELECT day FROM CollectionDayEntity WHERE key.site = :site AND NOT day.confirmed ORDER BY key.day DESC")
    List<Day> open(short site);

    /** Adds days in one statement: there may be thousands. */
    @Modifying
    @Query(nativeQuery = true, value = """
        INSERT INTO collection_day (site, day) SELECT :site, day FROM unnest(:days) AS day ON CONFLICT DO NOTHING\
        """)
    void add(short site, LocalDate[] days);

    CollectionDayEntity save(CollectionDayEntity day);
}

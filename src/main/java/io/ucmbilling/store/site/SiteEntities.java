package io.ucmbilling.store.site;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Repository of the table site: one row for each site's progress. Write with the site's row locked. */
interface SiteEntities extends Repository<SiteEntities.SiteEntity, Short> {
    /** A row, without what only a page's transaction looks at (see {@link SiteRow}). */
    @Entity(name = "SiteEntity")
    @SuppressWarnings({"NullAway.Init", "unused"})
    @DynamicUpdate
    @Table(name = "site")
    class SiteEntity {
        @Id
        short id;

        @Embedded
        SiteProgress progress;

        @Embedded
        Lateness lateness;

        /** Makes an empty one, which Hibernate fills. */
        SiteEntity() {}
    }

    @Query("SELECT progress FROM SiteEntity")
    List<SiteProgress> progress();

    @Query("SELECT progress FROM SiteEntity WHERE progress.hold.site = :site")
    Optional<SiteProgress> progress(String site);

    @Query("SELECT lateness FROM SiteEntity WHERE progress.hold.site = :site")
    Optional<Lateness> lateness(String site);

    /** Increases the fence: one statement, which waits for a page under way. */
    @Query(nativeQuery = true, value = "UPDATE site SET fence = fence + 1 WHERE name = :site RETURNING *")
    Optional<SiteEntity> take(String site);

    Optional<SiteEntity> findById(Short id);
}

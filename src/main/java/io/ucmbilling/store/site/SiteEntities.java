package io.ucmbilling.store.site;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table site. Write with the site's row locked. */
interface SiteEntities extends Repository<SiteEntity, Short> {

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

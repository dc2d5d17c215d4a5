package io.ucmbilling.store.site;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.function.UnaryOperator;
import org.hibernate.annotations.DynamicUpdate;

/** A row of site, without what only a page's transaction looks at (see {@link SiteRow}). */
@Entity
@SuppressWarnings({"NullAway.Init", "unused"})
@DynamicUpdate
@Table(name = "site")
class SiteEntity {
    @Id
    private short id;

    @Embedded
    private SiteProgress progress;

    @Embedded
    private Lateness lateness;

    /** For Hibernate, which fills it. */
    SiteEntity() {}

    SiteProgress progress() {
        return progress;
    }

    void change(UnaryOperator<SiteProgress> change) {
        progress = change.apply(progress);
    }

    void lateness(Lateness measured) {
        lateness = measured;
    }
}

package io.ucmbilling.store.site;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One day of a site's first collection.
 *
 * @param day in the PBX's zone
 * @param reads complete walks so far
 * @param confirmed whether a later walk found nothing that the one before had not: the day is done
 * @param readAt when the last complete walk ended; null: never
 * @param attempts failed walks since the last complete one
 * @param retryAt not before this; null: at once
 */
@Embeddable
public record Day(
        @Column(insertable = false, updatable = false) LocalDate day,
        int reads,
        boolean confirmed,
        @Nullable Instant readAt,
        int attempts,
        @Nullable Instant retryAt) {}

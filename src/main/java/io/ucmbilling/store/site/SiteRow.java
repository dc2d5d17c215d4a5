package io.ucmbilling.store.site;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The part of a site's row that a page's transaction looks at, as the lock of the row found it.
 *
 * @param hold the newest hold of the site
 * @param cursor see {@link SiteProgress}
 * @param sessionlessUntil the latest start of a leg kept under its uniqueid because its record had no session; null: none is
 * @param scattered where legs start that are far from their session, see {@link CallSpan}; null: there are none
 * @param keptFrom legs that started before this day are not stored; null: all are
 * @param erased between which starts legs were erased; null: none were
 */
public record SiteRow(
        short id,
        Hold hold,
        @Nullable Instant cursor,
        @Nullable LocalDateTime sessionlessUntil,
        @Nullable WallClockSpan scattered,
        @Nullable LocalDate keptFrom,
        @Nullable WallClockSpan erased) {}

package io.ucmbilling.store.site;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A site's row, as its lock found it.
 *
 * @param sessionlessUntil the latest start of a leg kept under its uniqueid because its record had no session; null: none is
 * @param scattered where legs start that are far from their session, see {@link CallSpan}; null: there are none
 */
public record SiteRow(
        short id,
        SiteProgress progress,
        @Nullable LocalDateTime sessionlessUntil,
        @Nullable WallClockSpan scattered) {}

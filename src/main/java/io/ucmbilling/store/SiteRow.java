package io.ucmbilling.store;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A site's row, as its lock found it.
 *
 * @param sessionlessUntil the latest start of a leg kept under its uniqueid because its record had no session; null: none is
 * @param scattered whether the legs of a call may start further apart than {@link CallSpan} says
 */
record SiteRow(short id, SiteProgress progress, @Nullable LocalDateTime sessionlessUntil, boolean scattered) {}

package io.ucmbilling.store.site;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How many days the first collection of a site has.
 *
 * @param read at least once
 * @param earliest null: there is none
 * @param latest null: there is none
 */
public record DayCount(
        int days,
        int read,
        int confirmed,
        @Nullable LocalDate earliest,
        @Nullable LocalDate latest) {}

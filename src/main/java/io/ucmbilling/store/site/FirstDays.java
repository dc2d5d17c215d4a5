package io.ucmbilling.store.site;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The days of each site's first collection. Writes are fenced as those of {@link Sites}. */
public interface FirstDays {
    /**
     * One day.
     *
     * @param day in the PBX's zone
     * @param reads complete walks so far
     * @param confirmed whether a later walk found nothing that the one before had not: the day is done
     * @param readAt when the last complete walk ended; null: never
     * @param attempts failed walks since the last complete one
     * @param retryAt not before this; null: at once
     */
    @Embeddable
    record Day(
            @Column(insertable = false, updatable = false) LocalDate day,
            int reads,
            boolean confirmed,
            @Nullable Instant readAt,
            int attempts,
            @Nullable Instant retryAt) {}

    /**
     * Number of days that a site has.
     *
     * @param read at least once
     * @param earliest null: there is none
     * @param latest null: there is none
     */
    record DayCount(
            long days,
            long read,
            long confirmed,
            @Nullable LocalDate earliest,
            @Nullable LocalDate latest) {}

    /** Adds days. Those already there stay as they are. */
    void add(Hold hold, List<LocalDate> days);

    /** Returns the days not yet confirmed, newest first. */
    List<Day> open(String site);

    /** Returns how many days there are in all and how many are confirmed. */
    DayCount count(String site);

    /** Replaces the state of a day. */
    void write(Hold hold, Day day);
}

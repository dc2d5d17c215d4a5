package io.ucmbilling.store.site;

import java.time.LocalDate;
import java.util.List;

/** The days of each site's first collection. Writes are fenced as those of {@link Sites}. */
public interface FirstDays {

    /** Adds days. Those already there stay as they are. */
    void add(Hold hold, List<LocalDate> days);

    /** Returns the days not yet confirmed, newest first. */
    List<Day> open(String site);

    /** Returns how many days there are in all and how many are confirmed. */
    DayCount count(String site);

    /** Replaces the state of a day. */
    void write(Hold hold, Day day);
}

package io.ucmbilling.calls.view;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the week in which calls start, or outside of which they do.
 *
 * @param days on which the hours begin; none: every day
 * @param from inclusive
 * @param to exclusive. Before {@code from}: on the day after; equal to it: a whole day.
 * @param zone whose wall clock counts; null: that of each call's PBX
 * @param outside whether calls are meant that start at all other times
 */
public record CallHours(
        Set<DayOfWeek> days,
        LocalTime from,
        LocalTime to,
        @Nullable ZoneId zone,
        boolean outside) {
    private static final int DAY = 86_400;
    private static final int WEEK = 7 * DAY;

    public CallHours {
        days = Collections.unmodifiableSet(new TreeSet<>(days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days));
    }

    /**
     * Returns the seconds since Monday's midnight at which the hours begin and end, by turns and ascending: an odd number of them lie at
     * or before each second of the hours, an even number at or before each other one.
     */
    public List<Integer> turns() {
        SortedMap<Integer, Integer> changes = new TreeMap<>();
        int length = Math.floorMod(to.toSecondOfDay() - from.toSecondOfDay() - 1, DAY) + 1;
        for (DayOfWeek day : days) {
            int begin = day.ordinal() * DAY + from.toSecondOfDay();
            add(changes, begin, Math.min(begin + length, WEEK));
            add(changes, 0, Math.max(begin + length - WEEK, 0));
        }
        List<Integer> turns = new ArrayList<>();
        int open = 0;
        for (Map.Entry<Integer, Integer> change : changes.entrySet()) {
            boolean wasOpen = open > 0;
            open += change.getValue();
            if (wasOpen != open > 0) {
                turns.add(change.getKey());
            }
        }
        return turns;
    }

    private static void add(SortedMap<Integer, Integer> changes, int begin, int end) {
        changes.merge(begin, 1, Integer::sum);
        changes.merge(end, -1, Integer::sum);
    }
}

package io.ucmbilling.report.overview;

import io.ucmbilling.calls.usage.UsageItem;
import io.ucmbilling.calls.view.CallHours;
import io.ucmbilling.report.filter.FilterField;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.overview.Overview.HourCell;
import io.ucmbilling.report.overview.Overview.WeekDay;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hours of the week, from sums by them. */
final class WeekHours {
    private static final int HOURS = 24;
    private static final int SECONDS = 3_600;
    private static final int HOTTEST = 9;

    private WeekHours() {}

    static List<WeekDay> of(ReportQuery query, List<UsageItem> items) {
        long[] calls = new long[DayOfWeek.values().length * HOURS];
        long most = 0;
        for (UsageItem item : items) {
            int hour = Math.toIntExact(item.values().getFirst().number());
            calls[hour] += item.calls();
            most = Math.max(most, calls[hour]);
        }
        List<WeekDay> week = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            List<HourCell> hours = new ArrayList<>();
            for (int hour = 0; hour < HOURS; hour++) {
                long here = calls[day.ordinal() * HOURS + hour];
                hours.add(new HourCell(hour, here, heat(here, most), link(query, day, hour)));
            }
            week.add(new WeekDay(day.name(), hours));
        }
        return week;
    }

    private static int heat(long calls, long most) {
        return calls == 0 ? 0 : Math.toIntExact(Math.ceilDiv(HOTTEST * calls, most));
    }

    /** Returns the query of an address of the calls of an hour; empty: the hours in force cut it in two, which no form says. */
    private static String link(ReportQuery query, DayOfWeek day, int hour) {
        int begin = (day.ordinal() * HOURS + hour) * SECONDS;
        List<Stretch> stretches = stretches(query.filter().extras().hours(), begin, begin + SECONDS);
        if (stretches.size() != 1) {
            return "";
        }
        return query.with(FilterField.DAY, day.name())
                .with(FilterField.HOURS_FROM, time(stretches.getFirst().from()))
                .with(FilterField.HOURS_TO, time(stretches.getFirst().to()))
                .with(FilterField.HOURS)
                .with(FilterField.ZONE, query.dates().getId())
                .address();
    }

    /** Returns what the hours in force leave of a stretch. @param hours null: all */
    private static List<Stretch> stretches(@Nullable CallHours hours, int from, int to) {
        if (hours == null) {
            return List.of(new Stretch(from, to));
        }
        List<Integer> turns = hours.turns();
        List<Stretch> stretches = new ArrayList<>();
        int begin = from;
        while (begin < to) {
            int here = begin;
            int end = turns.stream()
                    .filter(turn -> turn > here && turn < to)
                    .findFirst()
                    .orElse(to);
            boolean inside = turns.stream().filter(turn -> turn <= here).count() % 2 == 1;
            if (inside != hours.outside()) {
                stretches.add(new Stretch(here, end));
            }
            begin = end;
        }
        return stretches;
    }

    /** Stretch of the week, in seconds since Monday's midnight. */
    private record Stretch(int from, int to) {}

    private static String time(int secondOfWeek) {
        return LocalTime.ofSecondOfDay(secondOfWeek % (HOURS * SECONDS)).toString();
    }
}

package io.ucmbilling.report.fleet;

import io.ucmbilling.collection.ledger.DayStandings.Standing;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some months of a site's days.
 *
 * @param months the earliest first
 * @param earlier the last one of the months before them; null: the site has no day before
 * @param later the last one of the months behind them; null: as earlier
 */
record SiteCalendar(
        List<CalendarMonth> months,
        @Nullable YearMonth earlier,
        @Nullable YearMonth later) {
    /** Shown at one time. */
    static final int MONTHS = 3;

    private static final int DAYS_OF_A_WEEK = 7;
    private static final DateTimeFormatter TITLE = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

    /**
     * A day of the calendar.
     *
     * @param standing null: the site has no such day
     * @param legs of the certificate, else those kept; null: the site has no such day
     * @param unread whether it was not read yet
     */
    record CalendarDay(
            LocalDate date,
            @Nullable Standing standing,
            @Nullable Long legs,
            boolean unread) {}

    /**
     * A month.
     *
     * @param weeks of seven days, Monday first; null: a day of another month
     */
    record CalendarMonth(YearMonth month, String title, List<List<@Nullable CalendarDay>> weeks) {}

    /** @param days those of the months that the site has, by date */
    static SiteCalendar of(YearMonth last, Map<LocalDate, CalendarDay> days, LocalDate first, LocalDate today) {
        List<CalendarMonth> months = new ArrayList<>();
        YearMonth earliest = last.minusMonths(MONTHS - 1L);
        YearMonth oldest = YearMonth.from(first);
        YearMonth newest = YearMonth.from(today);
        for (YearMonth month = earliest; !month.isAfter(last); month = month.plusMonths(1)) {
            if (!month.isBefore(oldest)) {
                months.add(month(month, days));
            }
        }
        YearMonth later = last.plusMonths(MONTHS);
        return new SiteCalendar(
                months,
                earliest.isAfter(oldest) ? last.minusMonths(MONTHS) : null,
                last.isBefore(newest) ? (later.isAfter(newest) ? newest : later) : null);
    }

    /** Returns the last of the months. */
    public YearMonth last() {
        return months.getLast().month();
    }

    private static CalendarMonth month(YearMonth month, Map<LocalDate, CalendarDay> days) {
        List<List<@Nullable CalendarDay>> weeks = new ArrayList<>();
        LocalDate monday =
                month.atDay(1).minusDays(month.atDay(1).getDayOfWeek().ordinal());
        while (!monday.isAfter(month.atEndOfMonth())) {
            weeks.add(week(monday, month, days));
            monday = monday.plusDays(DAYS_OF_A_WEEK);
        }
        return new CalendarMonth(month, TITLE.format(month), weeks);
    }

    private static List<@Nullable CalendarDay> week(
            LocalDate monday, YearMonth month, Map<LocalDate, CalendarDay> days) {
        List<@Nullable CalendarDay> week = new ArrayList<>();
        for (int i = 0; i < DAYS_OF_A_WEEK; i++) {
            LocalDate date = monday.plusDays(i);
            week.add(
                    YearMonth.from(date).equals(month)
                            ? days.getOrDefault(date, new CalendarDay(date, null, null, false))
                            : null);
        }
        return week;
    }

    /** Returns how many of the days were not read yet. */
    public long unread() {
        return months.stream()
                .flatMap(month -> month.weeks().stream().flatMap(List::stream))
                .filter(day -> day != null && day.unread())
                .count();
    }

    /** Returns how many of the days stand so, for each standing that any has. */
    public Map<Standing, Integer> counts() {
        Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
        months.forEach(month -> month.weeks()
                .forEach(week -> week.forEach(day -> {
                    if (day != null && day.standing() != null) {
                        counts.merge(day.standing(), 1, Integer::sum);
                    }
                })));
        return counts;
    }
}

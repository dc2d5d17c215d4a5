package io.ucmbilling.report.fleet;

import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.store.watch.SiteFaults.HourOfFaults;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Faults of a site by day and kind.
 *
 * @param days the earliest first, today the last
 * @param kinds those that came, the most frequent first
 */
record FaultHistory(List<LocalDate> days, List<KindOfFault> kinds) {
    private static final int DAYS = 31;
    private static final long MANY = 20;
    private static final long SOME = 5;

    FaultHistory {
        days = List.copyOf(days);
        kinds = List.copyOf(kinds);
    }

    /**
     * Faults of one kind.
     *
     * @param words what it is, and the message of the last one
     * @param byDay failed passes of each of the days
     */
    record KindOfFault(FaultWords words, long count, List<DayOfFaults> byDay) {}

    /** Failed passes of a day; 0: none. */
    record DayOfFaults(LocalDate day, long count) {
        /** Returns how many that is, from 0 (none) to 3 (many). */
        public int level() {
            if (count == 0) {
                return 0;
            }
            return count < SOME ? 1 : count < MANY ? 2 : 3;
        }
    }

    static FaultHistory of(List<HourOfFaults> faults, ZoneId zone, LocalDate today) {
        List<LocalDate> days =
                today.minusDays(DAYS - 1L).datesUntil(today.plusDays(1)).toList();
        Map<String, List<HourOfFaults>> byKind = new TreeMap<>();
        faults.forEach(hour ->
                byKind.computeIfAbsent(hour.kind(), kind -> new ArrayList<>()).add(hour));
        return new FaultHistory(
                days,
                byKind.values().stream()
                        .map(hours -> kind(hours, days, zone))
                        .sorted(Comparator.comparingLong(KindOfFault::count).reversed())
                        .toList());
    }

    private static KindOfFault kind(List<HourOfFaults> hours, List<LocalDate> days, ZoneId zone) {
        Map<LocalDate, Long> counts = new HashMap<>();
        hours.forEach(hour -> counts.merge(LocalDate.ofInstant(hour.lastAt(), zone), (long) hour.count(), Long::sum));
        HourOfFaults last =
                hours.stream().max(Comparator.comparing(HourOfFaults::lastAt)).orElseThrow();
        return new KindOfFault(
                FaultWords.of(last.kind(), last.message(), GuideFormat.time(last.lastAt(), zone)),
                hours.stream().mapToLong(HourOfFaults::count).sum(),
                days.stream()
                        .map(day -> new DayOfFaults(day, counts.getOrDefault(day, 0L)))
                        .toList());
    }
}

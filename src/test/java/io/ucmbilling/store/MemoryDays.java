package io.ucmbilling.store;

import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.FirstDays.Day;
import io.ucmbilling.store.site.FirstDays.DayCount;
import io.ucmbilling.store.site.Hold;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/** The days of a {@link MemoryStore}. */
final class MemoryDays implements FirstDays {
    private final MemoryStore store;
    private final TreeMap<LocalDate, Day> days = new TreeMap<>();

    MemoryDays(MemoryStore store) {
        this.store = store;
    }

    @Override
    public void add(Hold hold, List<LocalDate> newDays) {
        store.fenced(hold, () -> {
            newDays.forEach(day -> days.putIfAbsent(day, new Day(day, 0, false, null, 0, null)));
            return days.size();
        });
    }

    @Override
    public List<Day> open(String site) {
        return store.read(() -> days.descendingMap().values().stream()
                .filter(day -> !day.confirmed())
                .toList());
    }

    @Override
    public DayCount count(String site) {
        return store.read(() -> new DayCount(
                days.size(),
                days.values().stream().filter(day -> day.reads() > 0).count(),
                days.values().stream().filter(Day::confirmed).count(),
                days.isEmpty() ? null : days.firstKey(),
                days.isEmpty() ? null : days.lastKey()));
    }

    @Override
    public void write(Hold hold, Day day) {
        store.fenced(hold, () -> days.put(day.day(), day));
    }
}

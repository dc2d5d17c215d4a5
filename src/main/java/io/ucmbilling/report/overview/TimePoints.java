package io.ucmbilling.report.overview;

import io.ucmbilling.call.Direction;
import io.ucmbilling.calls.usage.UsageItem;
import io.ucmbilling.calls.usage.UsageKey;
import io.ucmbilling.calls.usage.UsageValue;
import io.ucmbilling.report.filter.FilterField;
import io.ucmbilling.report.filter.ReportPeriod;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.overview.Overview.Sum;
import io.ucmbilling.report.overview.Overview.TimePoint;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Points of time of sums by time and direction. Those without a call are left out. The hour that comes twice is one point: the clock shows it
 * once, and so does the address of its calls.
 */
final class TimePoints {
    private static final List<Direction> DIRECTIONS =
            List.of(Direction.INBOUND, Direction.OUTBOUND, Direction.INTERNAL, Direction.EXTERNAL);

    private TimePoints() {}

    static List<TimePoint> of(ReportQuery query, UsageKey step, List<UsageItem> items) {
        Map<LocalDateTime, List<UsageItem>> byTime = new TreeMap<>();
        items.forEach(item -> byTime.computeIfAbsent(begin(step, item.values().getFirst()), time -> new ArrayList<>())
                .add(item));
        List<TimePoint> points = new ArrayList<>();
        byTime.forEach((begin, some) -> points.add(point(query, step, begin, some)));
        return points;
    }

    private static TimePoint point(ReportQuery query, UsageKey step, LocalDateTime begin, List<UsageItem> items) {
        long calls = items.stream().mapToLong(UsageItem::calls).sum();
        long answered = items.stream().mapToLong(UsageItem::answered).sum();
        return new TimePoint(
                step == UsageKey.HOUR
                        ? begin.toString().replace('T', ' ')
                        : items.getFirst().values().getFirst().text(),
                link(query, begin, end(step, begin)),
                begin.toEpochSecond(ZoneOffset.UTC),
                DIRECTIONS.stream().map(direction -> sum(items, direction)).toList(),
                calls,
                OverviewReader.share(answered, calls));
    }

    private static Sum sum(List<UsageItem> items, Direction direction) {
        List<UsageItem> some = items.stream()
                .filter(item -> item.values().get(1).text().equals(direction.name()))
                .toList();
        return new Sum(
                some.stream().mapToLong(UsageItem::calls).sum(),
                OverviewReader.minutes(
                        some.stream().mapToLong(UsageItem::billableSeconds).sum()));
    }

    /** Returns the wall clock at its beginning. */
    private static LocalDateTime begin(UsageKey step, UsageValue time) {
        return step == UsageKey.HOUR
                ? OffsetDateTime.parse(time.text()).toLocalDateTime()
                : LocalDate.ofEpochDay(time.number()).atStartOfDay();
    }

    private static LocalDateTime end(UsageKey step, LocalDateTime begin) {
        return switch (step) {
            case HOUR -> begin.plusHours(1);
            case MONTH -> begin.plusMonths(1);
            default -> begin.plusDays(1);
        };
    }

    /** Returns the address of the calls of a stretch, as far as it lies in the period, by the clock that the point is of. */
    private static String link(ReportQuery query, LocalDateTime begin, LocalDateTime end) {
        LocalDateTime from = query.period().from();
        LocalDateTime to = query.period().to();
        return query.with(FilterField.PERIOD)
                .with(FilterField.FROM, ReportPeriod.field(from != null && from.isAfter(begin) ? from : begin))
                .with(FilterField.TO, ReportPeriod.field(to != null && to.isBefore(end) ? to : end))
                .with(FilterField.ZONE, query.dates().getId())
                .address();
    }
}

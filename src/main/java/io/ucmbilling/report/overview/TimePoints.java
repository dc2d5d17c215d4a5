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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Points of time of sums by time and direction.
 *
 * <ol>
 *   <li>They reach from the beginning of the period, or from the first call if it has none, to its end, or to now if that comes first.
 *   <li>One without a call is there too, so that a picture does not join its neighbours. It has no rate.
 *   <li>Of a period of more than {@value #MOST} points, those from the first call on are there, and of the rest those with calls.
 *   <li>The hour that comes twice is one point: the clock shows it once, and so does the address of its calls. The hour that the clock leaps
 *       over is none.
 * </ol>
 *
 * @param step how long a point is
 * @param now by the clock that the points are of
 */
record TimePoints(ReportQuery query, UsageKey step, LocalDateTime now) {
    static final int MOST = 1_000;

    private static final List<Direction> DIRECTIONS =
            List.of(Direction.INBOUND, Direction.OUTBOUND, Direction.INTERNAL, Direction.EXTERNAL);

    /** Returns the points, in the order of time; without any sum, none. */
    List<TimePoint> of(List<UsageItem> items) {
        NavigableMap<LocalDateTime, List<UsageItem>> byTime = new TreeMap<>();
        items.forEach(item -> byTime.computeIfAbsent(begin(item.values().getFirst()), time -> new ArrayList<>())
                .add(item));
        if (!byTime.isEmpty()) {
            addEmpty(byTime);
        }
        List<TimePoint> points = new ArrayList<>();
        byTime.forEach((begin, some) -> points.add(point(begin, some)));
        return points;
    }

    private void addEmpty(NavigableMap<LocalDateTime, List<UsageItem>> byTime) {
        LocalDateTime from = query.period().from();
        LocalDateTime to = query.period().to();
        LocalDateTime end = to == null || to.isAfter(now) ? now : to;
        LocalDateTime begin = from == null ? byTime.firstKey() : floor(from);
        if (end(begin, MOST).isBefore(end)) {
            begin = byTime.firstKey();
        }
        for (int i = 0; i < MOST && end(begin, i).isBefore(end); i++) {
            LocalDateTime time = end(begin, i);
            if (!query.dates().getRules().getValidOffsets(time).isEmpty() || step != UsageKey.HOUR) {
                byTime.putIfAbsent(time, List.of());
            }
        }
    }

    private TimePoint point(LocalDateTime begin, List<UsageItem> items) {
        long calls = items.stream().mapToLong(UsageItem::calls).sum();
        long answered = items.stream().mapToLong(UsageItem::answered).sum();
        return new TimePoint(
                label(begin),
                link(begin, end(begin, 1)),
                begin.toEpochSecond(ZoneOffset.UTC),
                DIRECTIONS.stream().map(direction -> sum(items, direction)).toList(),
                calls,
                calls == 0 ? null : OverviewReader.share(answered, calls));
    }

    private String label(LocalDateTime begin) {
        return switch (step) {
            case HOUR -> begin.toString().replace('T', ' ');
            case MONTH -> YearMonth.from(begin).toString();
            default -> begin.toLocalDate().toString();
        };
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
    private LocalDateTime begin(UsageValue time) {
        return step == UsageKey.HOUR
                ? OffsetDateTime.parse(time.text()).toLocalDateTime()
                : LocalDate.ofEpochDay(time.number()).atStartOfDay();
    }

    /** Returns the beginning of the point that a time lies in. */
    private LocalDateTime floor(LocalDateTime time) {
        return switch (step) {
            case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
            case MONTH -> time.toLocalDate().withDayOfMonth(1).atStartOfDay();
            default -> time.toLocalDate().atStartOfDay();
        };
    }

    /** Returns the end of so many points in a row. */
    private LocalDateTime end(LocalDateTime begin, int points) {
        return switch (step) {
            case HOUR -> begin.plusHours(points);
            case MONTH -> begin.plusMonths(points);
            default -> begin.plusDays(points);
        };
    }

    /** Returns the address of the calls of a stretch, as far as it lies in the period, by the clock that the point is of. */
    private String link(LocalDateTime begin, LocalDateTime end) {
        LocalDateTime from = query.period().from();
        LocalDateTime to = query.period().to();
        return query.with(FilterField.PERIOD)
                .with(FilterField.FROM, ReportPeriod.field(from != null && from.isAfter(begin) ? from : begin))
                .with(FilterField.TO, ReportPeriod.field(to != null && to.isBefore(end) ? to : end))
                .with(FilterField.ZONE, query.dates().getId())
                .address();
    }
}

package io.ucmbilling.report.overview;

import io.ucmbilling.calls.usage.Usage;
import io.ucmbilling.calls.usage.UsageItem;
import io.ucmbilling.calls.usage.UsageKey;
import io.ucmbilling.calls.usage.UsageMeasure;
import io.ucmbilling.calls.usage.UsageQuestion;
import io.ucmbilling.calls.usage.WaitingTimeBucket;
import io.ucmbilling.calls.usage.WaitingTimes;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.report.filter.FilterField;
import io.ucmbilling.report.filter.ReportPeriod;
import io.ucmbilling.report.filter.ReportQuery;
import io.ucmbilling.report.overview.Overview.Bar;
import io.ucmbilling.report.overview.Overview.Totals;
import io.ucmbilling.report.page.GuideFormat;
import io.ucmbilling.store.serving.QueryClient;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Adds up what the page shows, by one clock for all sites. */
@Component
final class OverviewReader {
    private static final int BUSIEST = 10;
    private static final Duration BY_HOURS = Duration.ofDays(4);
    private static final Duration BY_DAYS = Duration.ofDays(400);

    private final Usage usage;
    private final WaitingTimes waits;
    private final Clock clock;

    OverviewReader(Usage usage, WaitingTimes waits, Clock clock) {
        this.usage = usage;
        this.waits = waits;
        this.clock = clock;
    }

    /** @param query by one clock for all sites */
    Overview of(ReportQuery query, QueryClient client) {
        CallFilter filter = query.filter();
        LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), query.dates());
        UsageKey step = step(query.period(), now);
        Optional<List<UsageItem>> items = add(query, filter, client, step, UsageKey.DIRECTION);
        List<UsageItem> byStatus = add(query, filter, client, UsageKey.STATUS).orElse(List.of());
        Totals total = totals(byStatus);
        return new Overview(
                total,
                "overview.step." + step.text(),
                new TimePoints(query, step, now).of(items.orElse(List.of())),
                waits(query, waits.of(filter, client), total),
                WeekHours.of(
                        query, add(query, filter, client, UsageKey.HOUR_OF_WEEK).orElse(List.of())),
                busiest(query, filter, client, UsageKey.EXTENSION),
                busiest(query, filter, client, UsageKey.TRUNK),
                statuses(query, byStatus, total),
                items.isEmpty());
    }

    private Optional<List<UsageItem>> add(ReportQuery query, CallFilter filter, QueryClient client, UsageKey... keys) {
        return usage.of(new UsageQuestion(filter, query.dates(), List.of(keys)), client);
    }

    /** Returns how long a point of time is. A period without an end reaches to now; one without a beginning is long. */
    static UsageKey step(ReportPeriod period, LocalDateTime now) {
        LocalDateTime from = period.from();
        if (from == null) {
            return UsageKey.MONTH;
        }
        Duration length = Duration.between(from, period.to() == null ? now : period.to());
        if (length.compareTo(BY_HOURS) <= 0) {
            return UsageKey.HOUR;
        }
        return length.compareTo(BY_DAYS) <= 0 ? UsageKey.DAY : UsageKey.MONTH;
    }

    private static Totals totals(List<UsageItem> items) {
        long calls = items.stream().mapToLong(UsageItem::calls).sum();
        long answered = items.stream().mapToLong(UsageItem::answered).sum();
        long billable = items.stream().mapToLong(UsageItem::billableSeconds).sum();
        long waited = items.stream().mapToLong(UsageItem::waitSeconds).sum();
        return new Totals(
                calls,
                answered,
                minutes(billable),
                share(answered, calls),
                answered == 0 ? "" : GuideFormat.duration(Duration.ofSeconds(Math.round((double) waited / answered))));
    }

    static long minutes(long seconds) {
        return Math.round(seconds / 60.0);
    }

    static int share(long part, long all) {
        return all == 0 ? 0 : Math.toIntExact(Math.round(100.0 * part / all));
    }

    private static int width(long value, long most) {
        return most == 0 ? 0 : Math.toIntExact(Math.ceilDiv(1000 * value, most));
    }

    private static List<Bar> waits(ReportQuery query, List<WaitingTimeBucket> buckets, Totals total) {
        long most = buckets.stream()
                .mapToLong(bucket -> bucket.answered() + bucket.unanswered())
                .max()
                .orElse(0);
        return buckets.stream()
                .map(bucket -> {
                    long calls = bucket.answered() + bucket.unanswered();
                    String label = bucket.toSeconds() == null
                            ? "≥ " + bucket.fromSeconds() + " s"
                            : bucket.fromSeconds() + "–" + bucket.toSeconds() + " s";
                    return new Bar(
                            label,
                            false,
                            calls == 0 ? "" : WaitLink.of(query, bucket),
                            calls,
                            bucket.answered(),
                            width(calls, most),
                            share(calls, total.calls()));
                })
                .toList();
    }

    private List<Bar> busiest(ReportQuery query, CallFilter filter, QueryClient client, UsageKey key) {
        List<UsageItem> items = add(query, filter, client, key).orElse(List.of()).stream()
                .filter(item -> !item.values().getFirst().text().isEmpty())
                .toList();
        List<UsageItem> greatest = UsageMeasure.CALLS.greatest(items, BUSIEST).stream()
                .sorted(Comparator.comparingLong(UsageItem::calls).reversed())
                .toList();
        long most = greatest.isEmpty() ? 0 : greatest.getFirst().calls();
        return greatest.stream()
                .map(item -> {
                    String name = item.values().getFirst().text();
                    return new Bar(
                            name,
                            false,
                            PartLink.of(query, key, name),
                            item.calls(),
                            minutes(item.billableSeconds()),
                            width(item.calls(), most),
                            0);
                })
                .toList();
    }

    private static List<Bar> statuses(ReportQuery query, List<UsageItem> items, Totals total) {
        long most = items.stream().mapToLong(UsageItem::calls).max().orElse(0);
        return items.stream()
                .sorted(Comparator.comparingLong(UsageItem::calls).reversed())
                .map(item -> {
                    String status = item.values().getFirst().text();
                    return new Bar(
                            "status." + status,
                            true,
                            query.with(FilterField.STATUS, status).address(),
                            item.calls(),
                            item.answered(),
                            width(item.calls(), most),
                            share(item.calls(), total.calls()));
                })
                .toList();
    }
}

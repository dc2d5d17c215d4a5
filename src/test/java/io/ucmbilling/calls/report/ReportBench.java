package io.ucmbilling.calls.report;

import io.ucmbilling.billing.BenchLegs;
import io.ucmbilling.call.Direction;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.query.CallQueries;
import io.ucmbilling.calls.query.FilterDraft;
import io.ucmbilling.calls.sums.RollupSteps;
import io.ucmbilling.calls.usage.Usage;
import io.ucmbilling.calls.usage.UsageKey;
import io.ucmbilling.calls.usage.UsageQuestion;
import io.ucmbilling.calls.usage.WaitingTimes;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.CallHours;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.calls.view.SecondsRange;
import io.ucmbilling.collection.Replica;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code ./mvnw -Pbench verify}: pages of the report over ten million legs of eight sites in three years, each figure beside its goal: the
 * time of the database and of what makes calls of rows. {@code -Dbench.report.legs=200000} makes it short.
 */
class ReportBench {
    private static final int LEGS = Integer.getInteger("bench.report.legs", 10_000_000);
    private static final int TIMES = 20;
    private static final int SIZE = 50;
    private static final int GOAL = 200;
    private static final int SLOW_GOAL = 500;
    private static final int LAST = 10_000_000;
    private static final Instant NOW = Instant.parse("2026-02-20T12:00:00Z");
    private static final Instant WEEK = Instant.parse("2026-02-14T06:00:00Z");
    private static final Instant OCTOBER = Instant.parse("2024-10-01T05:00:00Z");
    private static final Instant NOVEMBER = Instant.parse("2024-11-01T05:00:00Z");
    private static final SortedPage FIRST = new SortedPage(SortColumn.START, true, 1, SIZE);
    private static final List<String> SITES =
            IntStream.rangeClosed(1, 8).mapToObj(number -> "site-" + number).toList();

    @Test
    void printsTheFigures() {
        Map<String, String> settings = new HashMap<>();
        SITES.forEach(site -> settings.putAll(Replica.unpolledSite(site)));
        try (Database database = Database.fresh();
                Replica replica = Replica.start(database, new SettableClock(NOW), settings)) {
            print("%s", BenchLegs.keep(replica, SITES, LEGS));
            Pages pages = new Pages(replica.bean(SortedCalls.class));
            firstViews(pages);
            sorts(pages);
            filters(pages);
            new OverviewOfAYear(replica).measure();
        }
    }

    /** What the page of the overview adds up for a year, one question after the other. */
    private record OverviewOfAYear(Replica replica) {
        private static final int YEAR_GOAL = 300;
        private static final ZoneId ZONE = ZoneId.of("America/Chicago");
        private static final List<List<UsageKey>> QUESTIONS = List.of(
                List.of(UsageKey.DAY, UsageKey.DIRECTION),
                List.of(UsageKey.HOUR_OF_WEEK),
                List.of(UsageKey.EXTENSION),
                List.of(UsageKey.TRUNK),
                List.of(UsageKey.STATUS));

        void measure() {
            RollupSteps steps = replica.bean(RollupSteps.class);
            long begun = System.nanoTime();
            int periods = 0;
            while (steps.next(Duration.ZERO)) {
                periods++;
            }
            print("rolled up %d periods in %.1f s", periods, (System.nanoTime() - begun) / 1e9);
            JdbcClient.create(replica.bean(DataSource.class))
                    .sql("VACUUM ANALYZE usage_rollup, usage_period, usage_part, usage_part_day")
                    .update();
            CallFilter year = filter(Instant.parse("2025-02-20T06:00:00Z"), NOW, draft -> {});
            List<Double> times = new ArrayList<>();
            for (int i = 0; i <= TIMES; i++) {
                times.add(millis(year));
            }
            times.removeFirst();
            Collections.sort(times);
            print("overview of a year: p95 %.0f ms (wanted: %d)", times.get(TIMES * 95 / 100 - 1), YEAR_GOAL);
        }

        private double millis(CallFilter year) {
            long begun = System.nanoTime();
            Usage usage = replica.bean(Usage.class);
            QUESTIONS.forEach(keys -> usage.of(new UsageQuestion(year, ZONE, keys), CallQueries.CLIENT));
            replica.bean(WaitingTimes.class).of(year, CallQueries.CLIENT);
            return (System.nanoTime() - begun) / 1e6;
        }
    }

    private static void firstViews(Pages pages) {
        pages.measure("first view, the last seven days", filter(WEEK, NOW, draft -> {}), FIRST, GOAL);
        pages.measure("first view of three years", filter(null, null, draft -> {}), FIRST, GOAL);
        pages.measure("last page of three years", filter(null, null, draft -> {}), last(SortColumn.START, true), GOAL);
    }

    private static void sorts(Pages pages) {
        for (SortColumn column : SortColumn.values()) {
            for (boolean descending : List.of(false, true)) {
                String sort = "a month by " + column + (descending ? " downwards" : "");
                CallFilter month = filter(OCTOBER, NOVEMBER, draft -> {});
                pages.measure(sort + ", first page", month, new SortedPage(column, descending, 1, SIZE), GOAL);
                pages.measure(sort + ", last page", month, last(column, descending), GOAL);
            }
        }
    }

    private static void filters(Pages pages) {
        conditions().forEach((name, change) -> {
            CallFilter filter = filter(OCTOBER, NOVEMBER, change);
            boolean slow =
                    filter.extras().missedNotCalledBack() || filter.extras().freeText() != null;
            int goal = slow ? SLOW_GOAL : GOAL;
            pages.measure("a month, " + name + ", first page", filter, FIRST, goal);
            pages.measure("a month, " + name + ", last page", filter, last(SortColumn.START, true), goal);
            pages.measure(
                    "a month, " + name + ", by talk time",
                    filter,
                    new SortedPage(SortColumn.TALK_TIME, true, 1, SIZE),
                    goal);
        });
    }

    private static Map<String, Consumer<FilterDraft>> conditions() {
        Map<String, Consumer<FilterDraft>> conditions = new LinkedHashMap<>();
        conditions.put(
                "inbound and outbound", draft -> draft.directions = EnumSet.of(Direction.INBOUND, Direction.OUTBOUND));
        conditions.put("external", draft -> draft.directions = Set.of(Direction.EXTERNAL));
        conditions.put("a site", draft -> draft.sites = Set.of("site-3"));
        conditions.put("busy", draft -> draft.statuses = Set.of(CallStatus.BUSY));
        conditions.put("a trunk", draft -> draft.trunks = Set.of("carrier-2"));
        conditions.put("recorded", draft -> draft.recorded = true);
        conditions.put("talk time", draft -> draft.billable = new SecondsRange(60, null));
        for (String number : List.of("+12025550123", "+1202", "1005", "*0123", "*99999")) {
            conditions.put("caller " + number, draft -> draft.callers = numbers(number));
            conditions.put("callee " + number, draft -> draft.callees = numbers(number));
            conditions.put("dialled " + number, draft -> draft.dialled = numbers(number));
            conditions.put("answered by " + number, draft -> draft.answeredBy = numbers(number));
        }
        conditions.put("caller's name", draft -> draft.callerNames = Set.of("NAME 12"));
        conditions.put("caller's name that nobody has", draft -> draft.callerNames = Set.of("Müller"));
        conditions.put("office hours", draft -> draft.hours = hours(null, false));
        conditions.put(
                "outside office hours in a zone", draft -> draft.hours = hours(ZoneId.of("Europe/Berlin"), true));
        conditions.put("missed and not called back", draft -> draft.missedNotCalledBack = true);
        conditions.put("free text of digits", draft -> draft.freeText = "55501");
        conditions.put("free text of letters", draft -> draft.freeText = "code-7");
        conditions.put("free text that is nowhere", draft -> draft.freeText = "Ωmega");
        return conditions;
    }

    private static Set<NumberMatch> numbers(String number) {
        return Set.of(NumberMatch.parsePartial(number));
    }

    private static CallHours hours(@Nullable ZoneId zone, boolean outside) {
        return new CallHours(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(9, 0),
                LocalTime.of(17, 0),
                zone,
                outside);
    }

    private static CallFilter filter(@Nullable Instant from, @Nullable Instant to, Consumer<FilterDraft> change) {
        return FilterDraft.of(from, to, draft -> {
            draft.sites = Set.copyOf(SITES);
            change.accept(draft);
        });
    }

    private static SortedPage last(SortColumn column, boolean descending) {
        return new SortedPage(column, descending, LAST, SIZE);
    }

    /** The pages that are asked for again and again. */
    private record Pages(SortedCalls calls) {
        void measure(String what, CallFilter filter, SortedPage page, int goal) {
            long count = calls.page(filter, page, CallQueries.CLIENT).count();
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                long begun = System.nanoTime();
                calls.page(filter, page, CallQueries.CLIENT);
                times.add((System.nanoTime() - begun) / 1e6);
            }
            Collections.sort(times);
            double p95 = times.get(TIMES * 95 / 100 - 1);
            print("report, %s, of %,d calls: p95 %.0f ms (wanted: %d)", what, count, p95, goal);
        }
    }

    private static void print(String figure, Object... values) {
        System.out.println("bench: " + String.format(Locale.ROOT, figure, values));
    }
}

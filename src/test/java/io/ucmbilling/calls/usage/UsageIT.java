package io.ucmbilling.calls.usage;

import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.call.Direction;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.query.CallMatch;
import io.ucmbilling.calls.query.FilterDraft;
import io.ucmbilling.calls.query.RandomCalls;
import io.ucmbilling.calls.query.RandomFilters;
import io.ucmbilling.calls.sums.UsageTable;
import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.FeedReading;
import io.ucmbilling.calls.view.SecondsRange;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.Format;
import io.ucmbilling.normalisation.LegReader;
import io.ucmbilling.normalisation.PbxProfile;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.store.serving.QueryWatch;
import io.ucmbilling.testing.LegBuilder;
import io.ucmbilling.testing.Samples;
import io.ucmbilling.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * B4: usage always equals what the calls add up to, whether it comes from the tables of sums or from the calls themselves: random calls,
 * also of a mad clock, periods, zones, groups and filters.
 */
@Tag(Seeds.TAG)
class UsageIT {
    private static final int QUESTIONS = 50;

    /** With changes of the clock by an hour and by half of one, off by half and quarter hours, and by seconds until 1937. */
    private static final List<String> ZONES = List.of(
            "UTC",
            "America/Chicago",
            "Europe/Amsterdam",
            "Asia/Kathmandu",
            "Australia/Adelaide",
            "Australia/Lord_Howe",
            "America/St_Johns");

    /** Within the weeks that lie in {@link #year} as a whole. */
    private static final String INSIDE = "slot >= '2025-11-13Z' AND slot < '2026-10-22Z'";

    private final CallRoom room = new CallRoom();
    private final Usage usage =
            new Usage(room.store.store.bean(Transactions.class), room.store.store.bean(QueryWatch.class));
    private final WaitingTimes waitingTimes =
            new WaitingTimes(room.store.store.bean(Transactions.class), room.store.store.bean(QueryWatch.class));
    private List<StoredCall> calls = List.of();

    @AfterEach
    void close() {
        room.close();
    }

    static Stream<Arguments> seeds() {
        return Seeds.orElse(1, 2, 3).map(seed -> Arguments.of(seed, seed % 3 == 0));
    }

    /** @param older whether the tables of an older release are kept, too */
    @ParameterizedTest
    @MethodSource("seeds")
    void equalsWhatTheCallsAddUpTo(long seed, boolean older) throws Exception {
        if (older) {
            room.keepOlderParts();
        }
        Random random = new Random(seed);
        keepSamples();
        keepRandomLegs(random, 1_000);
        room.follow();
        calls = FeedReading.all(room);
        assertThat(calls).hasSizeGreaterThan(300);

        assertQuestions(random, "by sums");
        room.rollUp();
        assertQuestions(random, "by what is rolled up");
        keepRandomLegs(random, 2_000);
        room.follow();
        calls = FeedReading.all(room);
        assertQuestions(random, "by what is rolled up, where nothing has changed since");
        room.store
                .jdbc
                .sql("UPDATE call_follower SET fence = fence + 1, rollup_fence = rollup_fence + 1")
                .update();
        assertQuestions(random, "as long as an older release may write");
    }

    private void assertQuestions(Random random, String way) {
        for (int i = 0; i < QUESTIONS; i++) {
            UsageQuestion question = question(random);
            Map<List<String>, UsageItem> expected = ExpectedUsage.of(calls, question);
            assertThat(items(question)).as("%s: %s", way, question).isEqualTo(expected);
            assertThat(items(ofCalls(question))).as("by calls: %s", question).isEqualTo(expected);
            assertThat(waitingTimes.of(question.filter(), client()))
                    .as("waiting times, %s: %s", way, question.filter())
                    .isEqualTo(ExpectedUsage.waitingTimes(calls, question.filter()));
        }
    }

    /** A year is a few rows: where it is rolled up, the sums by days and hours are not read, nor are the calls. */
    @Test
    void readsWhatIsRolledUp() {
        keepRandomLegs(new Random(3), 1_000);
        room.follow();
        room.rollUp();
        calls = FeedReading.all(room);
        UsageQuestion days = year(UsageKey.DAY, UsageKey.DIRECTION);
        UsageQuestion extensions = year(UsageKey.EXTENSION);
        Map<List<String>, UsageItem> byDay = ExpectedUsage.of(calls, days);
        Map<List<String>, UsageItem> byExtension = ExpectedUsage.of(calls, extensions);
        List<WaitingTimeBucket> waits = ExpectedUsage.waitingTimes(calls, days.filter());
        room.store.jdbc.sql("DELETE FROM usage_hour WHERE " + INSIDE).update();
        room.store.jdbc.sql("DELETE FROM usage_part WHERE " + INSIDE).update();
        room.store
                .jdbc
                .sql("DELETE FROM call WHERE " + INSIDE.replace("slot", "started_at"))
                .update();

        assertThat(items(days)).isEqualTo(byDay).hasSizeGreaterThan(20);
        assertThat(items(extensions)).isEqualTo(byExtension).isNotEmpty();
        assertThat(waitingTimes.of(days.filter(), client())).isEqualTo(waits);
    }

    private static UsageQuestion year(UsageKey... keys) {
        ZoneId zone = ZoneId.of("America/Chicago");
        CallFilter filter = FilterDraft.of(
                LocalDateTime.of(2025, 11, 1, 0, 0).atZone(zone).toInstant(),
                LocalDateTime.of(2026, 11, 1, 0, 0).atZone(zone).toInstant(),
                draft -> {});
        return new UsageQuestion(filter, zone, List.of(keys));
    }

    /** B4, B2: a bound with a fraction below a microsecond is the same for sums as for calls. */
    @Test
    void readsAFractionAsListsDo() {
        Instant start = Instant.parse("2026-03-02T09:17:40Z");
        room.store.keep(List.of(leg(1).zone("UTC").start("2026-03-02T09:17:40").build()));
        room.follow();
        calls = FeedReading.all(room);
        Instant behind = start.plusNanos(100);

        for (CallFilter filter : List.of(
                FilterDraft.of(start.truncatedTo(ChronoUnit.DAYS), behind, draft -> {}),
                FilterDraft.of(behind, null, draft -> {}))) {
            UsageQuestion question = new UsageQuestion(filter, ZoneId.of("UTC"), List.of(UsageKey.HOUR));
            Map<List<String>, UsageItem> expected = ExpectedUsage.of(calls, question);
            assertThat(expected).hasSize(filter.to() == null ? 0 : 1);
            assertThat(items(question)).isEqualTo(expected);
            assertThat(items(ofCalls(question))).isEqualTo(expected);
            assertThat(waitingTimes.of(filter, client())).isEqualTo(ExpectedUsage.waitingTimes(calls, filter));
        }
    }

    /** Also of calls that sums know nothing of: those of certain names and hours, missed ones, free text. */
    @Test
    void addsUpTheCallsOfAnyFilter() {
        Random random = new Random(1);
        List<StoredCall> all = RandomCalls.keep(room, random, 100);
        for (int i = 0; i < QUESTIONS / 4; i++) {
            CallFilter filter = RandomFilters.next(random);
            UsageQuestion question = new UsageQuestion(filter, ZoneId.of("UTC"), keys(random));
            assertThat(items(question))
                    .as("%s", question)
                    .isEqualTo(ExpectedUsage.of(new CallMatch(filter, all).calls(), question));
        }
    }

    private Map<List<String>, UsageItem> items(UsageQuestion question) {
        Map<List<String>, UsageItem> items = new HashMap<>();
        for (UsageItem item : usage.of(question, client()).orElseThrow()) {
            UsageItem sums = new UsageItem(
                    List.of(),
                    item.calls(),
                    item.answered(),
                    item.durationSeconds(),
                    item.billableSeconds(),
                    item.waitSeconds(),
                    item.maxWaitSeconds());
            List<String> keys = item.values().stream().map(UsageValue::text).toList();
            assertThat(items.put(keys, sums)).as("once: %s", keys).isNull();
        }
        return items;
    }

    private static QueryClient client() {
        return new QueryClient(Duration.ofSeconds(30), () -> true);
    }

    private void keepSamples() throws Exception {
        for (Samples.Sample sample : Samples.withLegs().toList()) {
            if (sample.format() == Format.JSON) {
                LegReader reader =
                        new LegReader(new PbxProfile(sample.zoneId(), sample.model(), Map.of("trunk_1", "A")));
                List<ReadLeg> page = new ArrayList<>();
                for (var entry : sample.page().entries()) {
                    CdrRecord record = (CdrRecord) entry;
                    page.add(new ReadLeg(record, reader.read(record)));
                }
                room.store.keep(page);
            }
        }
    }

    /** Around both changes of the clock, anywhere in two years, and where a mad clock put them. */
    private void keepRandomLegs(Random random, int first) {
        List<ReadLeg> page = new ArrayList<>();
        for (int acctId = first; acctId < first + 400; acctId++) {
            LegBuilder leg = random.nextInt(4) == 0 ? leg(acctId).unanswered() : leg(acctId);
            page.add(leg.zone("UTC")
                    .start(start(random))
                    .waitSeconds(random.nextInt(3) == 0 ? random.nextInt(150) : random.nextInt(12))
                    .billableSeconds(random.nextInt(90))
                    .trunkName(random.nextInt(3) == 0 ? "Carrier " + random.nextInt(3) : null)
                    .with(Field.ACCOUNTCODE, "" + random.nextInt(3))
                    .build());
        }
        Collections.shuffle(page, random);
        room.store.keep(page.subList(0, 200));
        room.store.keepOther(page.subList(200, 400).toArray(ReadLeg[]::new));
    }

    private static LocalDateTime start(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> LocalDateTime.of(2026, 3, 8, 6, 0).plusSeconds(random.nextInt(10_000));
            case 1 -> LocalDateTime.of(2026, 11, 1, 4, 0).plusSeconds(random.nextInt(14_400));
            case 2 -> LocalDateTime.of(2026, 4, 4, 14, 0).plusSeconds(random.nextInt(14_400));
            case 3 -> LocalDateTime.of(1930, 1, 1, 0, 0).plusSeconds(random.nextInt(100_000));
            case 4 -> LocalDateTime.of(2025, 1, 1, 0, 0).plusMinutes(random.nextInt(1_000_000));
            default -> LocalDateTime.of(2026, 1, 31, 22, 0).plusSeconds(900L * random.nextInt(20));
        };
    }

    private static UsageQuestion question(Random random) {
        Instant from = random.nextInt(3) == 0 ? null : bound(random);
        Instant to = random.nextInt(3) == 0 ? null : bound(random);
        Instant end = to == null || from == null || !to.isBefore(from) ? to : from;
        CallFilter filter = FilterDraft.of(from, end, draft -> {
            draft.sites = Set.copyOf(some(random, List.of(StoreRoom.SITE, StoreRoom.OTHER)));
            draft.directions = Set.copyOf(random.nextBoolean() ? List.of() : some(random, List.of(Direction.values())));
            draft.statuses = Set.copyOf(random.nextBoolean() ? List.of() : some(random, List.of(CallStatus.values())));
        });
        return new UsageQuestion(filter, ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), keys(random));
    }

    private static Instant bound(Random random) {
        LocalDateTime around = start(random);
        return switch (random.nextInt(3)) {
            case 0 -> around.toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC);
            case 1 -> TimeRange.atOrBefore(around.toInstant(ZoneOffset.UTC), UsageTable.QUARTER);
            default -> around.toInstant(ZoneOffset.UTC);
        };
    }

    private static List<UsageKey> keys(Random random) {
        List<UsageKey> keys = new ArrayList<>(
                random.nextInt(8) == 0
                        ? List.of()
                        : some(
                                random,
                                Arrays.stream(UsageKey.values())
                                        .filter(key -> !key.isPart())
                                        .toList()));
        if (random.nextBoolean()) {
            keys.add(UsageKey.values()[UsageKey.TRUNK.ordinal() + random.nextInt(3)]);
        }
        Collections.shuffle(keys, random);
        return keys;
    }

    /** Returns one or more of them. */
    private static <T> List<T> some(Random random, List<T> all) {
        List<T> some = new ArrayList<>(all);
        Collections.shuffle(some, random);
        return some.subList(0, 1 + random.nextInt(Math.min(3, all.size())));
    }

    /** Returns the same question, with a filter that lets all calls through and that the sums do not know. */
    private static UsageQuestion ofCalls(UsageQuestion question) {
        CallFilter filter = question.filter();
        CallFilter same = new CallFilter(
                filter.sites(),
                filter.from(),
                filter.to(),
                filter.directions(),
                filter.statuses(),
                filter.kinds(),
                filter.trunks(),
                filter.extensions(),
                filter.callers(),
                filter.callees(),
                filter.dialled(),
                filter.answeredBy(),
                filter.parties(),
                filter.accountCodes(),
                null,
                new SecondsRange(0, null),
                SecondsRange.ANY,
                false,
                filter.extras());
        return new UsageQuestion(same, question.zone(), question.keys());
    }
}

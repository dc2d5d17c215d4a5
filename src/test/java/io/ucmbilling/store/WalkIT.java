package io.ucmbilling.store;

import static io.ucmbilling.store.StoreRoom.OTHER;
import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.serving.LegQuery;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import io.ucmbilling.testing.Seeds;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws: any order and overlap of pages gives the same store, and any walk over pages gives the whole, as Java has it. */
@Tag(Seeds.TAG)
class WalkIT {
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 2, 27, 20, 0);
    private static final List<String> NUMBERS = List.of("1001", "1002", "+12025550110", "anonymous", "", "0", "07");

    private final StoreRoom room = new StoreRoom();

    /** What should be served: a leg with its site, its reading and the number that the store gave it. */
    private record Expected(String site, ReadLeg leg, long number) {}

    @AfterEach
    void close() {
        room.close();
    }

    static Stream<Long> seeds() {
        return Seeds.orElse(1, 2, 3, 4);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderAndOverlapOfPagesGivesTheSameStore(long seed) {
        Random random = new Random(seed);
        List<ReadLeg> legs = legs(random, 120);
        List<List<ReadLeg>> pages = new ArrayList<>();
        for (int from = 0; from < legs.size(); from += 15) {
            int start = Math.max(0, from - random.nextInt(10));
            pages.add(legs.subList(start, Math.min(legs.size(), from + 15)));
        }
        pages.addAll(List.copyOf(pages));
        Collections.shuffle(pages, random);

        int stored = 0;
        for (List<ReadLeg> page : pages) {
            stored += room.keep(page).stored();
        }

        assertThat(stored).isEqualTo(legs.size());
        assertThat(room.records()).containsExactlyElementsOf(sorted(legs));
    }

    private static List<CdrRecord> sorted(List<ReadLeg> legs) {
        return legs.stream()
                .sorted(Comparator.comparing((ReadLeg leg) -> leg.leg().startedAt())
                        .thenComparing(leg -> leg.leg().acctId()))
                .map(ReadLeg::raw)
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyWalkGivesTheWholeOfScatteredSites(long seed) {
        room.keep(leg(9_000)
                .session("scattered")
                .start("1999-01-01T00:00:00")
                .with(Field.SRC, "x")
                .build());
        room.jdbc.sql("DELETE FROM leg").update();

        anyWalkGivesTheWholeWhileLegsLandAnywhere(seed);

        assertThat(room.jdbc
                        .sql("SELECT name FROM site WHERE scattered")
                        .query((row, number) -> row.getString(1))
                        .list())
                .containsExactly(SITE);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyWalkGivesTheWholeWhileLegsLandAnywhere(long seed) {
        Random random = new Random(seed);
        List<ReadLeg> ofSite = legs(random, 150);
        List<ReadLeg> ofOther = legs(random, 150);
        room.keep(ofSite.subList(0, 100));
        room.keepOther(ofOther.subList(0, 100).toArray(ReadLeg[]::new));
        List<LegQuery> queries = Stream.generate(() -> query(random)).limit(25).toList();
        queries.forEach(query -> walk(query, random));

        room.keep(ofSite.subList(100, 150));
        room.keepOther(ofOther.subList(90, 150).toArray(ReadLeg[]::new));

        for (LegQuery query : queries) {
            List<List<String>> whole = reference(query, ofSite, ofOther);
            assertThat(walk(query, random)).as("%s", query).isEqualTo(whole);
            int offset = random.nextInt(whole.size() + 2);
            assertThat(ids(query, offset, 3))
                    .as("%s from %d", query, offset)
                    .isEqualTo(whole.subList(Math.min(offset, whole.size()), Math.min(offset + 3, whole.size())));
        }
    }

    /** Legs in some hours around the end of a month: several a second, several a call. */
    private static List<ReadLeg> legs(Random random, int count) {
        List<ReadLeg> legs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            legs.add(leg(1 + random.nextInt(3), 1 + i)
                    .zone("UTC")
                    .with(Field.UNIQUEID, "1772222400." + random.nextInt(count / 2))
                    .with(Field.SRC, NUMBERS.get(random.nextInt(NUMBERS.size())))
                    .with(Field.DSTCHANNEL_EXT, NUMBERS.get(random.nextInt(NUMBERS.size())))
                    .start(FIRST.plusSeconds(random.nextInt(100) * (long) (random.nextInt(10) == 0 ? 1_000 : 1)))
                    .billableSeconds(random.nextInt(5))
                    .build());
        }
        Collections.shuffle(legs, random);
        return legs.stream().map(WalkIT::withSession).toList();
    }

    /** Generation 3 has a session; let several legs share one. */
    private static ReadLeg withSession(ReadLeg leg) {
        if (!leg.raw().has(Field.SESSION)) {
            return leg;
        }
        return leg(3, leg.leg().acctId())
                .zone("UTC")
                .session("17722224001-" + leg.leg().uniqueid())
                .with(Field.UNIQUEID, leg.leg().uniqueid())
                .with(Field.SRC, leg.raw().text(Field.SRC))
                .with(Field.DSTANSWER, leg.raw().text(Field.DSTCHANNEL_EXT))
                .start(leg.leg().start())
                .billableSeconds(leg.leg().billableSeconds())
                .build();
    }

    private static LegQuery query(Random random) {
        List<SiteBounds> sites = new ArrayList<>();
        if (random.nextBoolean()) {
            sites.add(new SiteBounds(SITE, bound(random), bound(random)));
        }
        if (sites.isEmpty() || random.nextBoolean()) {
            sites.add(new SiteBounds(OTHER, bound(random), bound(random)));
        }
        return new LegQuery(
                sites,
                patterns(random),
                null,
                patterns(random),
                random.nextInt(3) == 0 ? 1L : null,
                random.nextInt(3) == 0 ? 3L : null,
                random.nextBoolean());
    }

    private static @Nullable Instant bound(Random random) {
        Instant first = FIRST.toInstant(ZoneOffset.UTC);
        return random.nextInt(3) > 0 ? null : first.plusSeconds(random.nextInt(120));
    }

    private static @Nullable List<NumberPattern> patterns(Random random) {
        List<NumberPattern> all = List.of(
                new NumberPattern.Exact("1001"),
                new NumberPattern.Wildcard("@00_"),
                new NumberPattern.Wildcard("+@"),
                new NumberPattern.Range(BigInteger.ZERO, BigInteger.TEN),
                new NumberPattern.Range(BigInteger.valueOf(7), BigInteger.valueOf(1001)));
        int from = random.nextInt(all.size());
        return random.nextInt(3) > 0 ? null : all.subList(from, from + 1 + random.nextInt(all.size() - from));
    }

    /** Walks in pages of any size, of each item the AcctIds. */
    private List<List<String>> walk(LegQuery query, Random random) {
        List<List<String>> walked = new ArrayList<>();
        List<List<String>> page;
        do {
            page = ids(query, walked.size(), 1 + random.nextInt(40));
            walked.addAll(page);
        } while (!page.isEmpty());
        return walked;
    }

    private List<List<String>> ids(LegQuery query, int offset, int limit) {
        return room.items(query, offset, limit).stream()
                .map(item -> item.stream()
                        .map(leg -> leg.site() + " " + leg.raw().text(Field.ACCT_ID))
                        .toList())
                .toList();
    }

    /** The same in Java: filter, sort, group. */
    private List<List<String>> reference(LegQuery query, List<ReadLeg> ofSite, List<ReadLeg> ofOther) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        room.legs(StoreRoom.all(SITE, OTHER))
                .forEach(leg -> numbers.put(leg.site() + " " + leg.raw().text(Field.ACCT_ID), leg.number()));
        List<Expected> matching = Stream.concat(
                        ofSite.stream().map(leg -> expected(SITE, leg, numbers)),
                        ofOther.stream().map(leg -> expected(OTHER, leg, numbers)))
                .filter(leg -> matches(query, leg))
                .sorted(order(query))
                .toList();
        if (!query.calls()) {
            return matching.stream().map(leg -> List.of(id(leg))).toList();
        }
        return calls(matching, order(query));
    }

    private static List<List<String>> calls(List<Expected> matching, Comparator<Expected> order) {
        Map<String, List<Expected>> calls = new LinkedHashMap<>();
        matching.stream()
                .sorted(Comparator.comparing(leg -> leg.leg().leg().acctId()))
                .forEach(leg -> calls.computeIfAbsent(
                                leg.site() + leg.leg().leg().session(), session -> new ArrayList<>())
                        .add(leg));
        return calls.values().stream()
                .sorted(Comparator.comparing(List<Expected>::getFirst, order))
                .map(call -> call.stream().map(WalkIT::id).toList())
                .toList();
    }

    private static Expected expected(String site, ReadLeg leg, Map<String, Long> numbers) {
        return new Expected(
                site, leg, numbers.getOrDefault(site + " " + leg.leg().acctId(), -1L));
    }

    private static String id(Expected leg) {
        return leg.site() + " " + leg.leg().leg().acctId();
    }

    private static Comparator<Expected> order(LegQuery query) {
        Comparator<Expected> start = Comparator.comparing(leg -> leg.leg().leg().startedAt());
        return query.sites().size() == 1
                ? start.thenComparing(leg -> leg.leg().leg().acctId())
                : start.thenComparing(Expected::number);
    }

    private static boolean matches(LegQuery query, Expected leg) {
        Instant start = leg.leg().leg().startedAt();
        int billsec = leg.leg().leg().billableSeconds();
        CdrRecord raw = leg.leg().raw();
        return query.sites().stream()
                        .anyMatch(site -> site.site().equals(leg.site())
                                && (site.from() == null || !start.isBefore(site.from()))
                                && (site.to() == null || !start.isAfter(site.to())))
                && matches(query.caller(), raw.text(Field.SRC))
                && matches(
                        query.answeredBy(), raw.text(raw.has(Field.DSTANSWER) ? Field.DSTANSWER : Field.DSTCHANNEL_EXT))
                && (query.minBillableSeconds() == null || billsec >= query.minBillableSeconds())
                && (query.maxBillableSeconds() == null || billsec <= query.maxBillableSeconds());
    }

    private static boolean matches(@Nullable List<NumberPattern> patterns, String value) {
        return patterns == null || patterns.stream().anyMatch(pattern -> pattern.matches(value));
    }
}

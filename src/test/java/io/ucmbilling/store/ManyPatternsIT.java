package io.ucmbilling.store;

import static io.ucmbilling.store.StoreRoom.SITE;
import static io.ucmbilling.store.StoreRoom.all;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.contract.query.NumberPattern;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.store.serving.LegQuery;
import io.ucmbilling.store.serving.Legs;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Six thousand patterns, as many as a request holds, on fifty thousand legs of which none matches. To try each on each takes the
 * database half a minute and more; it is given twenty seconds, of which it needs one to five.
 */
class ManyPatternsIT {
    private static final int LEGS = 50_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static StoreRoom room;

    @BeforeAll
    static void fill() {
        room = new StoreRoom();
        room.keep(leg(1).build());
        Map<String, String> made = Map.of(
                "number", "nextval('leg_number')",
                "acct_id", "10 + i",
                "session", "'s' || i",
                "started_at", "l.started_at + i * interval '2 seconds'",
                "start", "l.start + i * interval '2 seconds'",
                "src", "'+1202555' || (i::bigint * 7919 % 100000)");
        List<String> columns = room.jdbc
                .sql("SELECT column_name FROM information_schema.columns WHERE table_name = 'leg'")
                .query((row, number) -> row.getString(1))
                .list();
        String values = columns.stream()
                .map(column -> made.getOrDefault(column, "\"" + column + "\""))
                .collect(Collectors.joining(", "));
        room.jdbc
                .sql("INSERT INTO leg (\"" + String.join("\", \"", columns) + "\") SELECT " + values
                        + " FROM leg AS l, generate_series(1, " + LEGS + ") AS i")
                .update();
    }

    @AfterAll
    static void close() {
        room.close();
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind("exact values", i -> new NumberPattern.Exact("x" + i)),
                kind("ranges", i -> range(90_000_000L + 3L * i)),
                kind("beginnings", i -> wildcard((5_000_000 + i) + "@")),
                kind("ends", i -> wildcard("@x" + i)),
                kind("pieces", i -> wildcard("@x" + i + "@")),
                kind("many any", i -> wildcard("@@@@9" + i + "@@_@@9@@@")),
                kind("lengths", i -> wildcard("_".repeat(i % 40) + "x" + i)),
                kind("shapes", i -> wildcard(Integer.toBinaryString(i).replace('0', '_') + "@x@1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void costAboutWhatOneCosts(String kind, IntFunction<NumberPattern> pattern) throws IOException {
        List<NumberPattern> patterns =
                IntStream.range(0, 6_000).mapToObj(pattern).toList();
        List<List<StoredLeg>> items = new ArrayList<>();

        room.legs.page(
                new LegQuery(all(SITE).sites(), patterns, patterns, null, null, null, false), 0, 1000, within(items));

        assertThat(items).isEmpty();
    }

    private static Arguments kind(String name, IntFunction<NumberPattern> pattern) {
        return Arguments.of(name, pattern);
    }

    private static NumberPattern wildcard(String text) {
        return new NumberPattern.Wildcard(text);
    }

    private static NumberPattern range(long low) {
        return new NumberPattern.Range(BigInteger.valueOf(low), BigInteger.valueOf(low + 1));
    }

    /** A sink that takes no page of longer work than the limit. */
    private static Legs.ItemSink within(List<List<StoredLeg>> items) {
        return new Legs.ItemSink() {
            @Override
            public void item(List<StoredLeg> legs) {
                items.add(legs);
            }

            @Override
            public Duration timeLimit() {
                return LIMIT;
            }
        };
    }
}

package io.ucmbilling.calls.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Kind;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.SecondsRange;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans of the statements behind lists of calls, on a filled table: none reads a whole partition, or sorts what it need not. */
class CallPlansIT {
    private static final int CALLS = 120_000;
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    /** A call every 97 seconds over four months and a half, with the columns that lists look at. */
    private static final String FILL = """
        INSERT INTO call (id, place, digest, commit_number, started_at, month, version, utc_offset, duration, wait, billable,
            legs, site, direction, status, searchable, key, caller_number, caller_e164, callee_number, answered_by,
            account_code, kinds, trunk_ends, trunk_tokens, trunk_names, extensions)
        SELECT md5(n::text)::uuid, n, n, 1, at, date_trunc('month', at AT TIME ZONE 'UTC'), 1, 0, n % 300, n % 30, n % 200, 1, 1 + n % 2,
            (ARRAY['I', 'O', 'L'])[1 + n % 3]::"char", (ARRAY['A', 'N', 'B'])[1 + n / 3 % 3]::"char", true,
            (extract(epoch FROM at)::bigint) || '-' || n, '12025550' || lpad((n % 997)::text, 3, '0'),
            '+12025550' || lpad((n % 997)::text, 3, '0'), (5000 + n % 500)::text, (5000 + n % 500)::text,
            CASE WHEN n % 50 = 0 THEN 'code' || n % 3000 END, 'D', 's', ARRAY['trunk_' || n % 4], ARRAY[NULL],
            ARRAY[(5000 + n % 500)::text]
        FROM generate_series(1, :calls) AS n, LATERAL (SELECT timestamptz '2025-11-01 00:00:00Z' + n * interval '97 s' AS at) AS t
        """;

    private static CallRoom room;
    private static Transactions transactions;

    @BeforeAll
    static void fill() {
        room = new CallRoom();
        transactions = room.store.store.bean(Transactions.class);
        for (String month : List.of("2025_11", "2025_12", "2026_01", "2026_02", "2026_03")) {
            room.store
                    .jdbc
                    .sql(
                            "CREATE TABLE IF NOT EXISTS call_%1$s PARTITION OF call FOR VALUES FROM ('%2$s-01') TO (date '%2$s-01' + interval '1 month')"
                                    .formatted(month, month.replace('_', '-')))
                    .update();
        }
        room.store.jdbc.sql(FILL).param("calls", CALLS).update();
        room.store.jdbc.sql("ANALYZE call").update();
    }

    @AfterAll
    static void close() {
        room.close();
    }

    static Stream<CallFilter> ofAMonth() {
        return Stream.<Consumer<FilterDraft>>of(
                        draft -> {},
                        draft -> draft.sites = Set.of(StoreRoom.SITE),
                        draft -> draft.directions = Set.of(Direction.INBOUND),
                        draft -> draft.statuses = Set.of(CallStatus.BUSY),
                        draft -> draft.kinds = Set.of(Kind.DIAL),
                        draft -> draft.billable = new SecondsRange(100, null))
                .map(change -> FilterDraft.of(FEBRUARY, MARCH, change));
    }

    static Stream<CallFilter> byIndex() {
        return Stream.<Consumer<FilterDraft>>of(
                        draft -> draft.callers = FilterDraft.numbers("12025550123"),
                        draft -> draft.callers = FilterDraft.numbers("+12025550123"),
                        draft -> draft.callers = FilterDraft.numbers("120255509*"),
                        draft -> draft.parties = FilterDraft.numbers("5123"),
                        draft -> draft.codes = Set.of("code100"),
                        draft -> {
                            draft.codes = Set.of("code1000");
                            draft.masked = true;
                        },
                        draft -> draft.extensions = FilterDraft.numbers("5123"))
                .map(change -> FilterDraft.of(null, null, change));
    }

    /** Pages in the order of time come from the index of that order, and touch the month that is asked for and misdated calls. */
    @ParameterizedTest
    @MethodSource("ofAMonth")
    void walkOneMonthByAnIndex(CallFilter filter) throws SQLException {
        ListPosition middle = new ListPosition(Instant.parse("2026-02-15T00:00:00Z"), new UUID(0, 0));
        for (CallOrder order : CallOrder.values()) {
            for (ListPosition after : Arrays.asList(null, middle)) {
                JsonNode plan = plan(sites -> CallLists.walk(
                        new CallConditions(filter, sites), new CallLists.PageRequest(order, after, 100, false)));
                assertThat(scans(plan)).isNotEmpty().allSatisfy(scan -> {
                    assertThat(scan.get("Node Type").asString()).isEqualTo("Index Scan");
                    assertThat(scan.get("Relation Name").asString()).isIn("call_2026_02", "call_misdated");
                });
                assertThat(plan.toString()).doesNotContain("\"Sort\"");
                assertThat(rows(plan)).isLessThan(CALLS / 20L);
            }
        }
    }

    /** What an index finds is found by it in every month. */
    @ParameterizedTest
    @MethodSource("byIndex")
    void searchByTheIndexOfWhatIsAsked(CallFilter filter) throws SQLException {
        JsonNode plan = plan(_ -> search(filter));
        assertThat(plan.toString()).doesNotContain("Seq Scan");
        assertThat(rows(plan)).isLessThan(3L * CallSearch.MOST);
    }

    /** A plan for any values takes the index of what is asked, too, and of the months that are asked for alone. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {"12025550123; ARRAY['12025550123'], ", "120255509*; '120255509', '12025550:', "},
            ignoreLeadingAndTrailingWhitespace = false)
    void keepAPlanThatTakesTheSameIndex(String number, String numbers) throws SQLException {
        CallFilter filter = FilterDraft.of(FEBRUARY, MARCH, draft -> draft.callers = FilterDraft.numbers(number));
        assertThat(CallSearch.isKept(filter)).isTrue();
        String period = "'2026-02-01Z', '2026-02-01', '2026-03-01Z', '2026-02-01'";
        // Of the index and of both columns of a caller; then of the calls that no index holds.
        JsonNode plan = keptPlan(search(filter), numbers.repeat(3) + period + ", " + numbers.repeat(2) + period);
        assertThat(scans(plan))
                .isNotEmpty()
                .allSatisfy(
                        scan -> assertThat(scan.get("Relation Name").asString()).isIn("call_2026_02", "call_misdated"));
        assertThat(plan.toString()).contains("call_2026_02_caller_number_idx");
        assertThat(rows(plan)).isLessThan(CallSearch.MOST);
    }

    private static Sql search(CallFilter filter) {
        return CallSearch.sql(new CallConditions(filter, new SiteNumbers(Map.of(), true)), IndexedCondition.of(filter));
    }

    /** Without any filter, from the beginning and in the middle. */
    @Test
    void walkAllByAnIndex() throws SQLException {
        CallFilter all = FilterDraft.of(null, null, draft -> {});
        for (CallOrder order : CallOrder.values()) {
            JsonNode plan = plan(sites ->
                    CallLists.walk(new CallConditions(all, sites), new CallLists.PageRequest(order, null, 100, false)));
            assertThat(plan.toString()).doesNotContain("Seq Scan", "\"Sort\"");
            assertThat(rows(plan)).isLessThan(1_000);
        }
    }

    /** Whether the caller of a missed call was called back is asked by the indexes of numbers, of the months from then on alone. */
    @Test
    void lookForACallBackByTheIndexesOfNumbers() {
        CallFilter missed = FilterDraft.of(FEBRUARY, MARCH, draft -> draft.missedNotCalledBack = true);
        JsonNode plan = plan(sites -> CallLists.walk(
                new CallConditions(missed, sites),
                new CallLists.PageRequest(CallOrder.LATEST_FIRST, null, 100, false)));
        assertThat(plan.toString())
                .doesNotContain("Seq Scan", "Hash Anti Join", "Merge Anti Join", "call_2026_01")
                .contains("call_2026_03_caller_number_idx", "call_2026_03_callee_number_idx");
    }

    private interface Statement {
        Sql of(SiteNumbers sites);
    }

    private static JsonNode plan(Statement statement) {
        return plan(FilterDraft.of(null, null, draft -> {}), statement);
    }

    private static JsonNode plan(CallFilter filter, Statement statement) {
        return transactions.snapshot(connection -> {
            QuerySettings.forPages(connection, Duration.ofSeconds(30), filter);
            SiteNumbers sites = SiteNumbers.read(connection, Set.of(StoreRoom.SITE, StoreRoom.OTHER));
            return explained(connection, statement.of(sites));
        });
    }

    private static JsonNode explained(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.explained().prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return JsonMapper.shared().readTree(row.getString(1)).get(0).get("Plan");
        }
    }

    /** Returns the plan that is made without regard to the values. */
    private static JsonNode keptPlan(Sql sql, String values) {
        int[] number = {0};
        String text = Pattern.compile("\\?").matcher(sql.toString()).replaceAll(_ -> "\\$" + ++number[0]);
        return transactions.snapshot(connection -> {
            QuerySettings.forPages(connection, Duration.ofSeconds(30));
            Sql.execute(connection, "SET LOCAL plan_cache_mode = force_generic_plan; PREPARE kept AS " + text);
            JsonNode plan = explained(connection, new Sql().add("EXECUTE kept(" + values + ")"));
            Sql.execute(connection, "DEALLOCATE kept");
            return plan;
        });
    }

    /** Returns the nodes that read a table and were executed. */
    private static List<JsonNode> scans(JsonNode plan) {
        return nodes(plan).filter(node -> node.has("Relation Name")).toList();
    }

    private static Stream<JsonNode> nodes(JsonNode plan) {
        return Stream.concat(
                Stream.of(plan),
                plan.has("Plans") ? plan.get("Plans").valueStream().flatMap(CallPlansIT::nodes) : Stream.of());
    }

    /** Returns how many rows of tables were read. */
    private static long rows(JsonNode plan) {
        return scans(plan).stream()
                .mapToLong(scan -> (long) (scan.get("Actual Rows").asDouble()
                                + scan.path("Rows Removed by Filter").asDouble(0))
                        * scan.get("Actual Loops").asLong())
                .sum();
    }
}

package io.ucmbilling.calls.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Kind;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.leg.LegLists.LegRequest;
import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.query.FilterDraft;
import io.ucmbilling.calls.query.ListPosition;
import io.ucmbilling.calls.query.QuerySettings;
import io.ucmbilling.calls.query.SiteNumbers;
import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.SecondsRange;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.store.serving.QueryWatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.QueryTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plans of the statement behind lists of legs, on a filled table: it walks the months that are asked for in the order of time, sorts no
 * more than the legs of an instant, and so reads no further than the page's end. What hardly any leg matches is looked for until the
 * time is over.
 */
class LegPlansIT {
    private static final int LEGS = 120_000;
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    /** A leg every 97 seconds over four months and a half. */
    private static final String FILL = """
        INSERT INTO leg (digest, acct_id, started_at, start, duration, billsec, site, status, direction, kind, source, destination,
            source_on_trunk, destination_on_trunk, session, accountcode, src, dst, dcontext, clid, channel, dstchannel, lastapp,
            lastdata, disposition, amaflags, uniqueid, userfield, channel_ext, dstchannel_ext, service, recordfiles, dstanswer)
        SELECT n, n, at, at AT TIME ZONE 'America/Chicago', n % 300, n % 200, 1 + n % 2, (ARRAY['A', 'N', 'B'])[1 + n / 3 % 3]::"char",
            (ARRAY['I', 'O', 'L'])[1 + n % 3]::"char", (ARRAY['D', 'Q'])[1 + n % 2]::"char", 'E', 'E', n % 5 = 0, false,
            (extract(epoch FROM at)::bigint) || '-' || n, CASE WHEN n % 50 = 0 THEN 'code' || n % 3000 ELSE '' END,
            '12025550' || lpad((n % 997)::text, 3, '0'), (5000 + n % 500)::text, 'from-internal', '', 'PJSIP/1001-0',
            'PJSIP/' || (5000 + n % 500) || '-0', 'Dial', '', 'ANSWERED', 'DOCUMENTATION', (extract(epoch FROM at)::bigint) || '.' || n,
            'Inbound', '1001', (5000 + n % 500)::text, 's', CASE WHEN n % 70 = 0 THEN 'a.wav@' ELSE '' END, (5000 + n % 500)::text
        FROM generate_series(1, :legs) AS n, LATERAL (SELECT timestamptz '2025-11-01 12:00:00Z' + n * interval '97 s' AS at) AS t
        """;

    private static CallRoom room;
    private static Transactions transactions;
    private static long ofFebruary;

    @BeforeAll
    static void fill() {
        room = new CallRoom();
        transactions = room.store.store.bean(Transactions.class);
        room.store.jdbc.sql(FILL).param("legs", LEGS).update();
        room.store.jdbc.sql("ANALYZE leg").update();
        ofFebruary = room.one(
                "SELECT count(*) FROM leg WHERE started_at >= '2026-02-01 00:00:00Z' AND started_at < '2026-03-01"
                        + " 00:00:00Z'",
                Long.class);
    }

    @AfterAll
    static void close() {
        room.close();
    }

    static Stream<CallFilter> filters() {
        return Stream.<Consumer<FilterDraft>>of(
                        draft -> {},
                        draft -> draft.sites = Set.of(StoreRoom.SITE),
                        draft -> draft.directions = Set.of(Direction.INBOUND),
                        draft -> draft.statuses = Set.of(CallStatus.BUSY),
                        draft -> draft.kinds = Set.of(Kind.DIAL),
                        draft -> draft.trunks = Set.of("trunk_1"),
                        draft -> draft.extensions = FilterDraft.numbers("5123"),
                        draft -> draft.callers = FilterDraft.numbers("12025550123"),
                        draft -> draft.callers = FilterDraft.numbers("+12025550123"),
                        draft -> draft.callers = FilterDraft.numbers("120255509*"),
                        draft -> draft.callees = FilterDraft.numbers("5123"),
                        draft -> draft.dialled = FilterDraft.numbers("5123"),
                        draft -> draft.answeredBy = FilterDraft.numbers("5123"),
                        draft -> draft.parties = FilterDraft.numbers("5123", "12025550*"),
                        draft -> draft.codes = Set.of("code100"),
                        draft -> draft.recorded = true,
                        draft -> draft.billable = new SecondsRange(100, null),
                        draft -> draft.duration = new SecondsRange(null, 100))
                .map(change -> FilterDraft.of(FEBRUARY, MARCH, change));
    }

    /** Each filter alone over a month, from its beginning and from its middle, in both orders. */
    @ParameterizedTest
    @MethodSource("filters")
    void walkOneMonthByAnIndex(CallFilter filter) {
        ListPosition middle = new ListPosition(Instant.parse("2026-02-15T00:00:00Z"), new UUID(0, 0));
        for (CallOrder order : CallOrder.values()) {
            for (ListPosition after : Arrays.asList(null, middle)) {
                JsonNode plan = plan(new LegRequest(filter, null, order, after, Duration.ofSeconds(30)));
                List<JsonNode> scans = nodes(plan)
                        .filter(node -> node.path("Relation Name").asString("").matches("leg_.*"))
                        .toList();
                assertThat(scans).isNotEmpty().allSatisfy(scan -> {
                    assertThat(scan.get("Node Type").asString()).isEqualTo("Index Scan");
                    assertThat(scan.get("Relation Name").asString()).isIn("leg_2026_01", "leg_2026_02", "leg_2026_03");
                });
                assertThat(nodes(plan).map(node -> node.get("Node Type").asString()))
                        .as("none that must read all before it gives the first")
                        .doesNotContain("Sort", "Seq Scan");
                assertThat(scans.stream().mapToLong(LegPlansIT::rows).sum())
                        .isPositive()
                        .isLessThanOrEqualTo(after == null ? ofFebruary : ofFebruary * 6 / 10);
            }
        }
    }

    /** What is not there is looked for no longer than a list may take. */
    @Test
    void endWhenTheTimeIsOver() {
        LegLists lists = new LegLists(transactions, room.store.store.bean(QueryWatch.class));
        CallFilter nobody = FilterDraft.of(null, null, draft -> draft.parties = FilterDraft.numbers("12025550999"));
        LegRequest wanted = new LegRequest(nobody, null, CallOrder.EARLIEST_FIRST, null, Duration.ofMillis(2));
        QueryClient client = new QueryClient(Duration.ofSeconds(30), () -> true);

        assertThatThrownBy(() -> lists.read(wanted, client, (leg, position) -> true))
                .isInstanceOf(QueryTimeoutException.class);
    }

    private static JsonNode plan(LegRequest wanted) {
        return transactions.snapshot(connection -> {
            QuerySettings.forPages(connection, wanted.limit());
            SiteNumbers sites = SiteNumbers.read(connection, wanted.filter().sites());
            Sql sql = LegLists.walk(wanted, sites);
            LegLists.addOrder(sql, wanted.order());
            return explained(connection, sql);
        });
    }

    private static JsonNode explained(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.explained().prepare(connection);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return JsonMapper.shared().readTree(row.getString(1)).get(0).get("Plan");
        }
    }

    private static Stream<JsonNode> nodes(JsonNode plan) {
        return Stream.concat(
                Stream.of(plan),
                plan.has("Plans") ? plan.get("Plans").valueStream().flatMap(LegPlansIT::nodes) : Stream.of());
    }

    /** Returns how many rows were read. */
    private static long rows(JsonNode scan) {
        return (long) (scan.get("Actual Rows").asDouble()
                        + scan.path("Rows Removed by Filter").asDouble(0))
                * scan.get("Actual Loops").asLong();
    }
}

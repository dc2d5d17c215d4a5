package io.ucmbilling.calls.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.query.CallMatch;
import io.ucmbilling.calls.query.CallQueries;
import io.ucmbilling.calls.query.RandomCalls;
import io.ucmbilling.calls.query.RandomFilters;
import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.store.StoreRoom;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.store.serving.QueryWatch;
import io.ucmbilling.testing.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.QueryTimeoutException;

/** Pages of the report: in every order and direction, the pages one after the other are all calls that match. */
@Tag(Seeds.TAG)
class SortedCallsIT {
    private static final int FILTERS = 25;

    private final CallRoom room = new CallRoom();
    private final CallQueries queries = new CallQueries(room);
    private final SortedCalls sorted =
            new SortedCalls(queries.bean(Transactions.class), queries.bean(QueryWatch.class), queries.search());

    @AfterEach
    void close() {
        room.close();
    }

    static Stream<Long> seeds() {
        return Seeds.orElse(1, 2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void showsEachCallOnceAndInOrder(long seed) {
        Random random = new Random(seed);
        List<StoredCall> all = RandomCalls.keep(room, random, 150);
        for (int i = 0; i < FILTERS; i++) {
            CallFilter filter = RandomFilters.next(random);
            SortColumn column = SortColumn.values()[random.nextInt(SortColumn.values().length)];
            SortedPage page = new SortedPage(column, random.nextBoolean(), 1, 15 + random.nextInt(60));
            List<UUID> expected = new CallMatch(filter, all)
                    .calls().stream().sorted(order(page)).map(StoredCall::id).toList();
            assertThat(walked(filter, page)).as("%s %s", page, filter).isEqualTo(expected);
        }
    }

    /** R2: the page says that a shorter period is to be chosen. */
    @Test
    void givesUpWhenTheTimeIsOver() {
        RandomCalls.keep(room, new Random(1), 10);
        QueryClient hasty = new QueryClient(Duration.ofNanos(1), () -> true);
        CallFilter filter = CallFilter.of(List.of(StoreRoom.SITE));
        SortedPage page = new SortedPage(SortColumn.TO, false, 1, 25);
        assertThatThrownBy(() -> sorted.page(filter, page, hasty)).isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void showsAnEmptyFirstPageOfNothing() {
        SortedPage page = new SortedPage(SortColumn.START, true, 7, 25);
        for (Set<String> sites : List.of(Set.<String>of(), Set.of(StoreRoom.SITE), Set.of("unknown"))) {
            assertThat(sorted.page(CallFilter.of(sites), page, CallQueries.CLIENT))
                    .isEqualTo(new ShownPage(List.of(), 0, 1));
        }
    }

    /** Returns the calls of all pages, one after the other; the one behind the last page is the last page. */
    private List<UUID> walked(CallFilter filter, SortedPage page) {
        List<UUID> ids = new ArrayList<>();
        long count = sorted.page(filter, page, CallQueries.CLIENT).count();
        int pages = Math.max(1, Math.ceilDiv((int) count, page.size()));
        for (int number = 1; number <= pages + 1; number++) {
            ShownPage shown = sorted.page(
                    filter, new SortedPage(page.column(), page.descending(), number, page.size()), CallQueries.CLIENT);
            assertThat(shown.count()).isEqualTo(count);
            assertThat(shown.number()).isEqualTo(Math.min(number, pages));
            if (number <= pages) {
                shown.calls().forEach(call -> ids.add(call.id()));
            }
        }
        return ids;
    }

    private static Comparator<StoredCall> order(SortedPage page) {
        Comparator<StoredCall> ties = Comparator.comparing(
                        (StoredCall call) -> call(call).times().startedAt())
                .thenComparing(call -> call.id().toString());
        Comparator<StoredCall> ascending = Comparator.comparing(
                        value(page.column()), Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                .thenComparing(ties);
        return page.descending() ? ascending.reversed() : ascending;
    }

    private static Function<StoredCall, @Nullable String> value(SortColumn column) {
        return switch (column) {
            case START -> _ -> "";
            case SITE -> StoredCall::site;
            case FROM -> call -> call(call).caller().number();
            case TO -> call -> call(call).callee().number();
            case ANSWERED_BY -> call -> number(call(call).answeredBy());
            case CALL_TIME -> call -> padded(call(call).times().durationSeconds());
            case TALK_TIME -> call -> padded(call(call).billableSeconds());
            case STATUS -> call -> call(call).status().name();
        };
    }

    private static @Nullable String number(@Nullable Party party) {
        return party == null ? null : party.number();
    }

    private static @Nullable String padded(@Nullable Integer seconds) {
        return seconds == null ? null : "%010d".formatted(seconds);
    }

    private static Call call(StoredCall stored) {
        return Objects.requireNonNull(stored.call());
    }
}

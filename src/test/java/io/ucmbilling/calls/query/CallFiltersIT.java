package io.ucmbilling.calls.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.testing.Seeds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a filter asks, what the report asks beyond the REST view included: pages, counts and streams know the same calls. */
@Tag(Seeds.TAG)
class CallFiltersIT {
    private static final int FILTERS = 60;
    private static final int PAGE = 40;

    private final CallRoom room = new CallRoom();
    private final CallQueries queries = new CallQueries(room);

    @AfterEach
    void close() {
        room.close();
    }

    static Stream<Long> seeds() {
        return Seeds.orElse(3);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findTheSameCallsInAllWays(long seed) {
        Random random = new Random(seed);
        List<StoredCall> all = RandomCalls.keep(room, random, 200);
        int found = 0;
        for (int i = 0; i < FILTERS; i++) {
            CallFilter filter = RandomFilters.next(random);
            List<UUID> expected = new CallMatch(filter, all)
                    .calls().stream()
                            .sorted(Comparator.comparing(
                                    CallFiltersIT::position, ListPositions.in(CallOrder.LATEST_FIRST)))
                            .map(StoredCall::id)
                            .toList();
            assertThat(pages(filter, expected.size())).as("pages: %s", filter).isEqualTo(expected);
            assertThat(stream(filter)).as("stream: %s", filter).isEqualTo(expected);
            found += expected.isEmpty() ? 0 : 1;
        }
        assertThat(found).as("filters that found something").isGreaterThan(FILTERS / 3);
    }

    private static ListPosition position(StoredCall call) {
        return new ListPosition(Objects.requireNonNull(call.call()).times().startedAt(), call.id());
    }

    private List<UUID> pages(CallFilter filter, long count) {
        List<UUID> ids = new ArrayList<>();
        ListPosition after = null;
        CallPage page;
        do {
            page = page(filter, after);
            assertThat(page.count()).isEqualTo(count);
            page.calls().forEach(call -> ids.add(call.id()));
            after = page.calls().isEmpty() ? null : position(page.calls().getLast());
        } while (page.more());
        return ids;
    }

    private CallPage page(CallFilter filter, @Nullable ListPosition after) {
        return queries.lists()
                .page(filter, new CallLists.PageRequest(CallOrder.LATEST_FIRST, after, PAGE, true), CallQueries.CLIENT);
    }

    private List<UUID> stream(CallFilter filter) {
        List<UUID> ids = new ArrayList<>();
        queries.streams()
                .calls(
                        filter,
                        CallOrder.LATEST_FIRST,
                        CallQueries.CLIENT,
                        Duration.ofSeconds(30),
                        calls -> calls.forEach(call -> ids.add(call.id())));
        return ids;
    }
}

package io.ucmbilling.store.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucmbilling.store.partition.PartitionLayout.Add;
import io.ucmbilling.store.partition.PartitionLayout.Done;
import io.ucmbilling.store.partition.PartitionLayout.Edge;
import io.ucmbilling.store.partition.PartitionLayout.Reshape;
import java.time.YearMonth;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionLayoutTest {
    private static final CollectedMonths SPRING = months("2026-03", "2026-05");

    @Test
    void addsTheCollectedMonthsThatAreMissing() {
        assertThat(layout(null, null).next(SPRING)).isEqualTo(new Add(SPRING.all()));
        assertThat(layout(null, null, "2026-04").next(SPRING)).isEqualTo(new Add(list("2026-03", "2026-05")));
        assertThat(layout(null, null, "2026-03", "2026-04", "2026-05").next(SPRING))
                .isEqualTo(new Done());
    }

    @Test
    void addsManyMonthsInSeveralTransactions() {
        assertThat(layout(null, null).next(months("2016-01", "2026-05")))
                .isInstanceOfSatisfying(
                        Add.class, add -> assertThat(add.months()).hasSize(60).startsWith(YearMonth.of(2016, 1)));
    }

    @Test
    void splitsANewMonthOffThePartitionBehind() {
        assertThat(layout("2026-03", "2026-05", "2026-03", "2026-04").next(SPRING))
                .isEqualTo(new Reshape(Edge.AFTER, List.of("leg_after"), list("2026-05"), YearMonth.of(2026, 6)));
    }

    @Test
    void splitsEarlierMonthsOffThePartitionInFront() {
        assertThat(layout("2026-05", null, "2026-05").next(SPRING))
                .isEqualTo(new Reshape(
                        Edge.BEFORE, List.of("leg_before"), list("2026-03", "2026-04"), YearMonth.of(2026, 3)));
    }

    @Test
    void splitsTheNearestOfManyMonthsOffFirst() {
        assertThat(layout("2026-03", null, "2026-03", "2026-04", "2026-05").next(months("2016-01", "2026-05")))
                .isInstanceOfSatisfying(Reshape.class, reshape -> {
                    assertThat(reshape.months()).hasSize(60).endsWith(YearMonth.of(2026, 2));
                    assertThat(reshape.bound()).isEqualTo(YearMonth.of(2021, 3));
                });
    }

    @Test
    void foldsMonthsOfAMadClockIntoTheEdges() {
        PartitionLayout made = layout(null, null, "2000-01", "2026-03", "2026-04", "2026-05", "2036-02");

        assertThat(made.next(SPRING))
                .isEqualTo(new Reshape(Edge.BEFORE, List.of("leg_2000_01"), List.of(), YearMonth.of(2026, 3)));
        made.months().remove(YearMonth.of(2000, 1));
        assertThat(made.next(SPRING))
                .isEqualTo(new Reshape(Edge.AFTER, List.of("leg_2036_02"), List.of(), YearMonth.of(2026, 6)));
    }

    @Test
    void foldsTheOutermostFirstAFewAtATime() {
        PartitionLayout made = layout(null, "9000-01", "2026-03", "2026-04", "2026-05");
        Stream.iterate(YearMonth.of(3000, 1), month -> month.plusYears(1))
                .limit(25)
                .forEach(made.months()::add);

        assertThat(made.next(SPRING)).isInstanceOfSatisfying(Reshape.class, reshape -> {
            assertThat(reshape.replaced()).hasSize(21).startsWith("leg_3024_01").endsWith("leg_3005_01", "leg_after");
            assertThat(reshape.bound()).isEqualTo(YearMonth.of(3004, 2));
        });
    }

    @Test
    void leavesMonthsThatAReplicaWithAnotherClockMade() {
        assertThat(layout(null, null, "2026-02", "2026-03", "2026-04", "2026-05", "2026-06")
                        .next(SPRING))
                .isEqualTo(new Done());
    }

    @Test
    void housesWhatAPartitionOrAnEdgeCovers() {
        PartitionLayout made = layout("2026-03", null, "2026-03");

        assertThat(made.houses(list("0000-12", "2026-02", "2026-03"))).isTrue();
        assertThat(made.houses(list("2026-04"))).isFalse();
    }

    private static PartitionLayout layout(@Nullable String beforeEnd, @Nullable String afterBegin, String... months) {
        return new PartitionLayout(
                new TreeSet<>(list(months)),
                beforeEnd == null ? null : YearMonth.parse(beforeEnd),
                afterBegin == null ? null : YearMonth.parse(afterBegin));
    }

    private static CollectedMonths months(String first, String last) {
        return new CollectedMonths(YearMonth.parse(first), YearMonth.parse(last));
    }

    private static List<YearMonth> list(String... months) {
        return Stream.of(months).map(YearMonth::parse).toList();
    }
}

package io.ucmbilling.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendezvousTest {
    private static List<String> locks(int sites) {
        return IntStream.range(0, sites).mapToObj(i -> "collection:branch-" + i).toList();
    }

    /** Names as processes have them. */
    private static List<String> replicas(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> "gateway-" + i + " " + new UUID(random.nextLong(), random.nextLong()))
                .toList();
    }

    private static Map<String, String> spread(List<String> locks, List<String> replicas) {
        return locks.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        lock -> Rendezvous.of(lock, replicas).orElseThrow()));
    }

    /** The bounds are four standard deviations of as many throws of a die. */
    @ParameterizedTest
    @CsvSource({"1000,2,13", "1000,3,18", "1000,8,34", "10000,2,4", "10000,3,6", "10000,8,11"})
    void eachReplicaHasAboutAsMany(int sites, int replicas, int percent) {
        for (long seed = 0; seed < 5; seed++) {
            Map<String, Long> counts = spread(locks(sites), replicas(replicas, seed)).values().stream()
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            long mean = sites / replicas;
            assertThat(counts).hasSize(replicas);
            assertThat(counts.values())
                    .allSatisfy(count -> assertThat(count)
                            .isBetween(mean * (100 - percent) / 100, mean * (100 + percent) / 100 + 1));
        }
    }

    @Property(tries = 50)
    void aReplicaThatComesTakesSomeAndMovesNoOthers(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int before) {
        List<String> all = replicas(before + 1, seed);
        Map<String, String> earlier = spread(locks(300), all.subList(0, before));
        Map<String, String> later = spread(locks(300), all);
        later.forEach((lock, replica) -> assertThat(replica).isIn(earlier.get(lock), all.getLast()));
        assertThat(later.values()).contains(all.getLast());
    }

    @Property(tries = 50)
    void ifOneGoesItsLocksAloneMove(@ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int before) {
        List<String> all = replicas(before, seed);
        Map<String, String> earlier = spread(locks(300), all);
        Map<String, String> later = spread(locks(300), all.subList(1, before));
        earlier.forEach((lock, replica) -> {
            if (!replica.equals(all.getFirst())) {
                assertThat(later.get(lock)).isEqualTo(replica);
            }
        });
    }

    @Property(tries = 50)
    void theOrderInWhichReplicasAreKnownDoesNotMatter(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int count) {
        List<String> all = replicas(count, seed);
        List<String> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(spread(locks(50), shuffled)).isEqualTo(spread(locks(50), all));
    }

    @Property(tries = 5)
    void withoutReplicasNobodyIsToHaveIt(@ForAll long seed) {
        assertThat(Rendezvous.of("collection:branch-" + seed, List.of())).isEmpty();
    }
}

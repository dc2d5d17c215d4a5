package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.access.ConcurrencyLimit;
import io.ucmbilling.store.serving.LegQuery;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.testing.RawHttps;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How exports share what can be answered at one time. */
class ConcurrencyLimitTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void giveOneExportHalfOfThemAtMost() {
        ConcurrencyLimit limit = new ConcurrencyLimit(8, Duration.ofMillis(1));

        assertThat(Stream.generate(() -> limit.begin("a")).limit(5)).containsExactly(true, true, true, true, false);
    }

    @Test
    void leaveOneForEachOfTheNextExports() {
        ConcurrencyLimit limit = new ConcurrencyLimit(8, Duration.ofMillis(1));
        for (String export : List.of("a", "a", "a", "a", "b", "b", "c", "d")) {
            assertThat(limit.begin(export)).as(export).isTrue();
        }

        assertThat(limit.begin("e")).isFalse();
        limit.end("a");
        assertThat(limit.begin("b")).as("it holds two, and one is free").isFalse();
        assertThat(limit.begin("e")).isTrue();
    }

    @Test
    void goToWhoHoldsTheFewestNotToWhoCameFirst() {
        ConcurrencyLimit limit = new ConcurrencyLimit(2, LONG);
        limit.begin("a");
        limit.begin("b");
        CompletableFuture<Boolean> first = waiting(limit, "a");
        CompletableFuture<Boolean> second = waiting(limit, "c");

        limit.end("b");
        assertThat(second.join()).isTrue();
        assertThat(first).isNotDone();
        limit.end("a");
        assertThat(first.join()).isTrue();
    }

    @Test
    void comeBackWhenAnAnswerEnds() {
        ConcurrencyLimit limit = new ConcurrencyLimit(2, Duration.ofMillis(1));
        for (int i = 0; i < 100; i++) {
            assertThat(limit.begin("a")).isTrue();
            limit.end("a");
        }
    }

    private static CompletableFuture<Boolean> waiting(ConcurrencyLimit limit, String export) {
        CompletableFuture<Boolean> given = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> given.complete(limit.begin(export)));
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return given;
    }

    /** Twenty requests of one export that never end: the other's are answered as if there were none. */
    @Test
    void keepNoExportWaitingForTheExpensiveRequestsOfAnother() {
        EndlessLegs legs = new EndlessLegs();
        Map<String, Object> settings = Gateway.billing("billing.username", "", "billing.path", "/endless");
        settings.putAll(Map.of("other.enabled", true, "other.address", "127.0.0.1:0"));
        settings.putAll(Map.of("other.permitted-ips", "127.0.0.1", "other.sites", "branch-b"));
        settings.put("other.certificate", Gateway.billing().get("billing.certificate"));
        try (Gateway gateway = new Gateway(legs, Clock.fixed(Gateway.NOW, ZoneOffset.UTC), settings)) {
            for (int i = 0; i < 20; i++) {
                Thread.startVirtualThread(() -> RawHttps.get(gateway.port(), "/endless/cdrapi?caller=endless"));
            }
            await().until(() -> legs.underWay.get() == 4);

            for (int i = 0; i < 50; i++) {
                assertThat(RawHttps.get(gateway.port("other"), "/cdrapi").status())
                        .isEqualTo(200);
            }
            assertThat(legs.underWay).as("all the while").hasValue(4);
            legs.end.countDown();
        }
    }

    /** None; if a caller is asked for, only after the end. */
    private static final class EndlessLegs implements Legs {
        private final AtomicInteger underWay = new AtomicInteger();
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public void page(LegQuery query, long offset, int limit, ItemSink sink) {
            if (query.caller() != null) {
                underWay.incrementAndGet();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public Optional<String> recordFiles(Collection<String> sites, long acctId, QueryClient client) {
            return Optional.empty();
        }
    }
}

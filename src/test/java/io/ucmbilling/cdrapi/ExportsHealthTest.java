package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.cdrapi.connection.ExportEndpoint;
import java.lang.reflect.Method;
import java.nio.channels.ServerSocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.tomcat.util.net.NioEndpoint;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** What liveness says of listeners that answer, and of listeners that do not. */
class ExportsHealthTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FakeLegs legs = new FakeLegs(Gateway.guide());

    @Test
    void isUpWhileEveryListenerAnswers() {
        try (Gateway gateway = Gateway.open(legs)) {
            assertThat(health(gateway)).isEqualTo(Health.up().build());
        }
    }

    @Test
    void asksWithoutBeingAStrangerWhereNobodyIsPermitted() {
        try (Gateway closed = Gateway.open(legs, "billing.permitted-ips", "")) {
            assertThat(health(closed).getStatus()).isEqualTo(Status.UP);
            assertThat(closed.closed("not_permitted")).isZero();
            assertThat(closed.count("not_permitted")).isZero();
        }
    }

    @Test
    void asksAListenerThatIsFull() {
        try (Gateway full = Gateway.open(legs, "billing.max-connections", 5);
                Crowd crowd = new Crowd().join(full.port(), 5, 1)) {
            assertThat(health(full).getStatus()).isEqualTo(Status.UP);
            assertThat(crowd.open(Duration.ofMillis(1))).isEqualTo(5);
        }
    }

    @Test
    void isDownWithTheExportsNameOnceThePollerHasEnded() throws Exception {
        try (Gateway gateway = Gateway.open(legs)) {
            call(call(endpoint(gateway), NioEndpoint.class, "getPoller"), NioEndpoint.Poller.class, "destroy");

            await().atMost(PATIENCE).until(() -> isDown(gateway));
            assertThat(health(gateway).getDetails().get("billing")).asString().contains("-Poller");
        }
    }

    @Test
    void isDownOnceTheServersSocketIsClosed() throws Exception {
        try (Gateway gateway = Gateway.open(legs)) {
            ((ServerSocketChannel) call(endpoint(gateway), NioEndpoint.class, "getServerSocket")).close();

            await().atMost(PATIENCE).until(() -> isDown(gateway));
            assertThat(health(gateway).getDetails()).containsOnlyKeys("billing");
        }
    }

    @Test
    void isUpWithACertificateOfItsOwnThatHasExpired() {
        Clock longAgo = Clock.fixed(Instant.parse("2000-01-01T00:00:00Z"), ZoneOffset.UTC);
        try (Gateway gateway = new Gateway(legs, longAgo, Gateway.billing("billing.certificate", ""))) {
            assertThat(health(gateway).getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void isUpAgainAfterAStop() {
        Gateway gateway = Gateway.open(legs);
        gateway.close();

        assertThat(health(gateway).getStatus()).isEqualTo(Status.UP);
    }

    private static boolean isDown(Gateway gateway) {
        return health(gateway).getStatus().equals(Status.DOWN);
    }

    private static Health health(Gateway gateway) {
        return gateway.listeners().health();
    }

    private static ExportEndpoint endpoint(Gateway gateway) {
        return gateway.listeners().listener("billing").endpoint();
    }

    private static Object call(Object on, Class<?> type, String name) throws ReflectiveOperationException {
        Method method = type.getDeclaredMethod(name);
        method.setAccessible(true);
        Object result = method.invoke(on);
        return result == null ? on : result;
    }
}

package io.ucmbilling.cdrapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.testing.RawHttps;
import io.ucmbilling.testing.RawHttps.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests for which the database works longer than it should: here as long as somebody else holds the legs. */
class ExpensiveRequestsIT {
    private static final String GET = "GET /cdrapi HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    private static final String LAST = GET + "Connection: close\r\n\r\n";

    private final KeptLegs legs = new KeptLegs().keep("branch-a", Gateway.records("guide-example.json"));
    private final JdbcClient jdbc = JdbcClient.create(legs.database().dataSource());
    private Connection holder;

    @BeforeEach
    void holdTheLegs() throws SQLException {
        holder = legs.database().dataSource().getConnection();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("LOCK TABLE leg");
        }
    }

    @AfterEach
    void close() throws SQLException {
        holder.close();
        legs.close();
    }

    @Test
    void areAnswered503WhenTheirTimeIsOver() throws SQLException {
        try (Gateway gateway = Gateway.open(legs.legs(), "billing.query-timeout", "1s")) {
            Answer answer = RawHttps.get(gateway.port(), "/cdrapi");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).containsExactly("10");
            assertThat(answer.body()).isEmpty();
            assertThat(gateway.count("timed_out")).isEqualTo(1);
            assertThat(waiting()).isZero();
            holder.rollback();
            assertThat(RawHttps.get(gateway.port(), "/cdrapi").status()).isEqualTo(200);
        }
    }

    /** How a client goes. */
    private enum Farewell {
        /** As TLS wants it. */
        SAID,
        /** The connection is reset, as when its process is killed with something unread. */
        RESET
    }

    @ParameterizedTest
    @EnumSource
    void areCancelledWhenTheirClientIsGone(Farewell farewell) throws Exception {
        try (Gateway gateway = Gateway.open(legs.legs(), "billing.query-timeout", "1h")) {
            try (Socket client = connect(gateway, GET + "\r\n")) {
                await().until(() -> waiting() == 1);
                client.setSoLinger(farewell == Farewell.RESET, 0);
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
            await().until(() -> gateway.count("broken_off") == 1);
        }
    }

    @Test
    void areCancelledWhenTheClientOfAFormIsGone() throws Exception {
        String form = "numRecords=1";
        String post = GET.replace("GET", "POST") + "Content-Type: application/x-www-form-urlencoded\r\n"
                + "Content-Length: " + form.length() + "\r\n\r\n" + form;
        try (Gateway gateway = Gateway.open(legs.legs(), "billing.query-timeout", "1h")) {
            try (Socket client = connect(gateway, post)) {
                await().until(() -> waiting() == 1);
                assertThat(client.isConnected()).isTrue();
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> waiting() == 0);
        }
    }

    /** What comes ahead of its turn is kept, and is no farewell: also a line's end behind a form, as old browsers send it. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\n"})
    void goOnWhenTheClientSendsItsNextOneAhead(String between) throws Exception {
        try (Gateway gateway = Gateway.open(legs.legs(), "billing.query-timeout", "1h");
                Socket client = connect(gateway, GET + "\r\n")) {
            await().until(() -> waiting() == 1);
            client.getOutputStream().write((between + LAST).getBytes(StandardCharsets.US_ASCII));
            await().pollDelay(Duration.ofSeconds(1)).until(() -> waiting() == 1);
            holder.rollback();

            String answers = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    private static Socket connect(Gateway gateway, String request) throws IOException {
        Socket client = RawHttps.trustingAnybody().getSocketFactory().createSocket("127.0.0.1", gateway.port());
        client.setSoTimeout(20_000);
        client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** Queries of the database that wait for the legs. */
    private long waiting() {
        return jdbc.sql("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock'")
                .query(Long.class)
                .single();
    }
}

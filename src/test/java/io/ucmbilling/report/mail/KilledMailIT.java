package io.ucmbilling.report.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.collection.GatewayProcess;
import io.ucmbilling.collection.Replica;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.report.mail.SimulatedMailServer.Manner;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The built jar, killed (SIGKILL) when the mail server has a mail and the gateway has not noted it; then another replica. */
class KilledMailIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ID = "Message-ID: <drawn-before@example.com>";

    private static final String SETTING = """
        INSERT INTO mailing (id, name, enabled, period, day, send_time, zone, recipients, filter, files, recordings, owner, planned_until,
            changed_at)
        VALUES ('00000000-0000-0000-0000-000000000001', 'Sales', false, 'DAILY', 1, '06:00', 'UTC', '{a@example.com}', '', 'CSV', 'NONE',
            'admin', now(), now())\
        """;

    private static final String MAIL = """
        INSERT INTO mailing_sending (id, mailing, occasion, from_day, to_day, due_at, state, message_id, recipients, next_try_at)
        VALUES (gen_random_uuid(), '00000000-0000-0000-0000-000000000001', 'asked once', '2026-03-04', '2026-03-05', now(), 'WAITING',
            '<drawn-before@example.com>', '{}', now())\
        """;

    private static Map<String, String> settings(SimulatedMailServer server) {
        Map<String, String> settings = new HashMap<>(ReportGateway.user(ReportGateway.ADMIN, "ADMINISTRATOR"));
        settings.putAll(Replica.unpolledSite("branch-a"));
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", Integer.toString(server.port()));
        return settings;
    }

    @Test
    void isSentAgainWithTheSameMessageIdAndNotMoreOften() throws Exception {
        try (Database database = Database.fresh();
                SimulatedMailServer server = SimulatedMailServer.plain(0)) {
            server.manner(Manner.SILENT_BEHIND_MAIL);
            JdbcClient sql = JdbcClient.create(database.dataSource());
            killBetweenSendingAndNoting(database, server, sql);
            assertThat(state(sql)).isEqualTo("WAITING");
            server.manner(Manner.PROMPT);
            Instant now = Clock.systemUTC().instant();
            SettableClock clock = new SettableClock(now.plus(MailWorker.LEASE).plus(Duration.ofMinutes(1)));
            try (Replica other = Replica.start(database, clock, settings(server))) {
                await().atMost(PATIENCE).until(() -> state(sql).equals("SENT"));
                clock.advance(Duration.ofHours(1));
                other.bean(MailWorker.class).wake();
            }
            assertThat(server.mails).hasSize(2).allMatch(mail -> mail.contains(ID));
        }
    }

    private static void killBetweenSendingAndNoting(Database database, SimulatedMailServer server, JdbcClient sql)
            throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--management.server.port=0"));
        settings(server).forEach((key, value) -> arguments.add("--" + key + "=" + value));
        Process process = GatewayProcess.start(
                database,
                Path.of("target", "killed-mail.log"),
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                arguments);
        try {
            await().atMost(PATIENCE).until(() -> isReady(sql));
            sql.sql(SETTING).update();
            sql.sql(MAIL).update();
            await().atMost(PATIENCE).until(() -> server.mails.size() == 1);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** The process has made its tables, and its site. */
    private static boolean isReady(JdbcClient sql) {
        try {
            return sql.sql("SELECT count(*) FROM mailing_sending")
                                    .query(Integer.class)
                                    .single()
                            == 0
                    && sql.sql("SELECT count(*) FROM site").query(Integer.class).single() == 1;
        } catch (DataAccessException e) {
            return false;
        }
    }

    private static String state(JdbcClient sql) {
        return sql.sql("SELECT state FROM mailing_sending").query(String.class).single();
    }
}

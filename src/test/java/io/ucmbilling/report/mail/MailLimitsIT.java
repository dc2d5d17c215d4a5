package io.ucmbilling.report.mail;

import static io.ucmbilling.report.ReportGateway.ADMIN;
import static io.ucmbilling.report.ReportGateway.NORTH;
import static io.ucmbilling.report.ReportGateway.VIEWER;
import static io.ucmbilling.testing.LegBuilder.leg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucmbilling.contract.Field;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.report.mail.SimulatedMailServer.Manner;
import io.ucmbilling.testing.calls.FleetOfCalls;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Report contract R3: what keeps a mail from being sent, or something out of it, and that both are told. */
class MailLimitsIT {
    private static final String[] WEEK = {"zone", "America/Chicago", "period", "WEEKLY", "weekday", "3"};
    private static final int RECORDINGS = 520;

    @TempDir
    private static Path folder;

    private static SimulatedUcm ucm;
    private static SimulatedMailServer server;
    private static MailStation station;

    @BeforeAll
    static void start() throws Exception {
        server = SimulatedMailServer.plain(0);
        ucm = SimulatedUcm.over(Pbx.seeded(0).callsPerHour(0).build()).start();
        station = MailStation.start(
                server.port(),
                Map.of(
                        "gateway.sites.branch-a.url",
                        ucm.url().toString(),
                        "gateway.sites.branch-a.tls.trust",
                        "any",
                        "gateway.recordings.directory",
                        folder.toString(),
                        "spring.mail.properties.mail.smtp.timeout",
                        "500"));
    }

    @AfterAll
    static void stop() {
        station.close();
        server.close();
        ucm.close();
    }

    @AfterEach
    void clean() throws Exception {
        server.reset();
        station.sql("DELETE FROM mailing");
        station.gateway().clock().set(ReportGateway.NOW);
    }

    private static ReceivedMail received() {
        station.awaitNoted("state = 'SENT'");
        return received(server.mails.getLast());
    }

    private static ReceivedMail received(String mail) {
        try {
            return new ReceivedMail(new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1))));
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void tellsThatAServerDoesNotAnswer() {
        server.manner(Manner.SILENT);
        station.make(ADMIN);
        station.sendNow(ADMIN);
        station.awaitNoted("failures = 1");

        assertThat(station.history(ADMIN)).contains("The mail server did not answer in time.");
    }

    /** Each letter comes in time, so only the time of the whole mail ends that. */
    @Test
    void breaksOffAMailThatTakesTooLongAndSendsOthersMeanwhile() {
        server.manner(Manner.DRIBBLING);
        station.make(ADMIN, "name", "First");
        station.sendNow(ADMIN);
        await().atMost(MailStation.PATIENCE).until(() -> server.connections() == 1);
        server.manner(Manner.PROMPT);
        station.make(ADMIN, "name", "A second one");
        station.sendNow(ADMIN);
        assertThat(received().subject()).contains("A second one");
        server.manner(Manner.SILENT);
        station.pass(MailWorker.LONGEST.plusSeconds(1));
        station.awaitNoted("failure LIKE 'Sending took longer than 8 minutes%' AND lease_until IS NULL");

        assertThat(station.gateway().as(ADMIN).open("/downloads").text()).contains("Failed, tried again");
    }

    @Test
    void stopsAlthoughAServerDribbles() {
        server.manner(Manner.DRIBBLING);
        station.make(ADMIN);
        station.sendNow(ADMIN);
        await().atMost(MailStation.PATIENCE).until(() -> server.connections() == 1);
        MailWorker worker = station.gateway().bean(MailWorker.class);
        long begun = System.nanoTime();
        worker.stop();
        try {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(9));
            station.awaitNoted("failure LIKE '%or the gateway was stopped.'");
            await().atMost(MailStation.PATIENCE).until(() -> server.connections() == 0);
        } finally {
            worker.start();
        }
    }

    @Test
    void sendsNothingForWhoIsNoAdministratorAnyMore() {
        station.make(ADMIN);
        station.sql("UPDATE mailing SET owner = '" + VIEWER + "'");
        station.sendNow(ADMIN);
        station.awaitNoted("failures = 1");

        assertThat(server.mails).isEmpty();
        assertThat(station.history(ADMIN)).contains("Who saved this setting is no administrator any more");
    }

    @Test
    void leavesOutSitesThatMayNotBeSeenAnyMoreAndTells() {
        station.make(ADMIN, WEEK);
        station.sql("UPDATE mailing SET owner = '" + NORTH + "'");
        station.sendNow(ADMIN);

        ReceivedMail mail = received();
        byte[] csv = station.gateway()
                .as(NORTH)
                .get("/calls/download?format=csv&from=2026-02-25&to=2026-03-03")
                .bytes();
        assertThat(mail.attachment(".csv")).isEqualTo(csv);
        assertThat(mail.text()).contains("6 calls.", "Some sites are left out").doesNotContain("branch-b");
        assertThat(station.history(ADMIN)).contains("who saved this setting may not see any more: branch-b.");
    }

    /** Without it the mail would be about all other sites. */
    @Test
    void sendsNothingIfTheFilterNamesASiteThatMayNotBeSeenAnyMore() {
        station.make(ADMIN, "filter", "/calls?site=branch-b");
        station.sql("UPDATE mailing SET owner = '" + NORTH + "'");
        station.sendNow(ADMIN);
        station.awaitNoted("failures = 1");

        assertThat(server.mails).isEmpty();
        assertThat(station.history(ADMIN)).contains("The filter of this setting names what is gone", "(site)");
    }

    @Test
    void waitsForCertificatesAndSaysThatTheyAreThere() {
        station.make(NORTH, "time", "06:00", "zone", "America/Chicago");
        station.pass(Duration.ofHours(24).plusMinutes(1));
        station.awaitNoted("fence > 0 AND lease_until IS NULL");
        assertThat(server.mails).isEmpty();
        station.sql("INSERT INTO certificate (site, day, version, held, counted, stored, quarantined, hash, fields,"
                + " departed, late, made_at, made_by, reason) SELECT id, '2026-03-05', 1, 0, 'OFFSET', 0, 0,"
                + " repeat('0', 64), 1, 0, 0, now(), 'test', 'first' FROM site WHERE name = 'branch-a'");
        station.pass(Duration.ofMinutes(6));

        assertThat(received().text()).contains("All days are certified").doesNotContain("not certified");
        assertThat(station.text("SELECT certified::text FROM mailing_sending")).isEqualTo("true");
    }

    @Test
    void saysHowManyRecordingsAreNotInIt() {
        ucm.recapi().shelf().put("monitor", "2026-02/auto-1770000000-1001-1002.wav", 20_000);
        station.gateway()
                .legs()
                .of("branch-a")
                .keep(
                        "branch-a",
                        IntStream.range(0, RECORDINGS)
                                .mapToObj(i -> FleetOfCalls.read(leg(1_000 + i)
                                        .start("2026-02-10T09:%02d:%02d".formatted(i / 60, i % 60))
                                        .with(Field.UNIQUEID, "1770000000." + i)
                                        .with(Field.RECORDFILES, "2026-02/auto-1770000000-1001-1002.wav@")
                                        .session("1770000000-" + i)))
                                .toList());
        station.gateway().legs().follow();
        station.make(NORTH, "period", "MONTHLY", "monthDay", "1", "zone", "America/Chicago", "recordings", "ATTACHED");
        station.sendNow(NORTH);

        String text = received().text();
        assertThat(text).contains("Recordings of these calls: 520. Attached of them: 0.");
        assertThat(text)
                .contains("20 more recordings are neither attached nor listed: a mail looks at 500 at most.")
                .contains("https://cdr.example.com/calls?from=2026-02-01&to=2026-02-28");
        assertThat(text.lines().filter(line -> line.startsWith("- https://cdr.example.com/calls/")))
                .hasSize(500);
    }
}

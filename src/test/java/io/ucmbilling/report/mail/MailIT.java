package io.ucmbilling.report.mail;

import static io.ucmbilling.report.ReportGateway.ADMIN;
import static io.ucmbilling.report.ReportGateway.NORTH;
import static io.ucmbilling.report.ReportGateway.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.MeterRegistry;
import io.ucmbilling.report.PageAnswer;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.report.export.WorkbookText;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.LegBuilder;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.ShelvedFile;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Report contract R3: settings made on the page, mails received by a real SMTP server. */
class MailIT {
    private static final String HOSTILE = "\"><script>\u202E=1+1";

    @TempDir
    private static Path folder;

    private static SimulatedUcm ucm;
    private static ShelvedFile recording;
    private static MailStation station;
    private static ReportGateway gateway;
    private static ReportGateway other;
    private static GreenMail server;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        port = FreePorts.next();
        ucm = SimulatedUcm.over(Pbx.seeded(0).callsPerHour(0).build()).start();
        recording = ucm.recapi().shelf().put("monitor", "2026-03/auto-1772463601-1001-1002.wav", 2_000);
        station = MailStation.start(
                port,
                Map.of(
                        "gateway.sites.branch-a.url", ucm.url().toString(),
                        "gateway.sites.branch-a.tls.trust", "any",
                        "gateway.recordings.directory", folder.toString()));
        gateway = station.gateway();
        other = gateway.second(
                Map.of("gateway.recordings.directory", folder.resolve("other").toString()));
        server = smtp();
    }

    @AfterAll
    static void stop() {
        server.stop();
        other.close();
        station.close();
        ucm.close();
    }

    @AfterEach
    void clean() throws Exception {
        station.sql("DELETE FROM mailing");
        server.purgeEmailFromAllMailboxes();
        gateway.clock().set(ReportGateway.NOW);
        gateway.forgetClients();
    }

    private static GreenMail smtp() {
        GreenMail started = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        started.start();
        return started;
    }

    /** Lets time pass, and both replicas look. */
    private static void pass(Duration time) {
        station.pass(time);
        other.bean(MailWorker.class).wake();
    }

    private static void sendNow() {
        assertThat(station.sendNow(ADMIN).location()).isEqualTo("/downloads?done=sending");
    }

    /** Waits until a replica has claimed the mail and given the claim back. Time that passes meanwhile would end the claim. */
    private static void awaitLooked() {
        await().atMost(MailStation.PATIENCE)
                .until(
                        () -> station.text("SELECT state FROM mailing_sending WHERE fence > 0 AND lease_until IS NULL"),
                        state -> !state.isEmpty());
    }

    /** Waits for so many mails in all mailboxes: one for each recipient. */
    private static void awaitMails(int count) {
        await().atMost(MailStation.PATIENCE).until(() -> server.getReceivedMessages().length == count);
    }

    private static ReceivedMail received() {
        awaitMails(2);
        await().atMost(MailStation.PATIENCE)
                .until(() -> station.text("SELECT state FROM mailing_sending").equals("SENT"));
        return new ReceivedMail(server.getReceivedMessages()[0]);
    }

    @Test
    void hasWhatThePageDownloads() {
        station.make(
                ADMIN,
                "files",
                "BOTH",
                "zone",
                "America/Chicago",
                "period",
                "WEEKLY",
                "weekday",
                "3",
                "filter",
                "https://cdr.example.com/calls?callerNumber=1001&from=2020-01-01&page=3");
        sendNow();

        ReceivedMail mail = received();
        String view = "callerNumber=1001&from=2026-02-25&to=2026-03-03";
        byte[] csv = gateway.as(ADMIN).get("/calls/download?format=csv&" + view).bytes();
        byte[] xlsx =
                gateway.as(ADMIN).get("/calls/download?format=xlsx&" + view).bytes();
        assertThat(mail.attachments())
                .containsOnlyKeys("cdr-report-2026-02-25-2026-03-03.csv", "cdr-report-2026-02-25-2026-03-03.xlsx");
        assertThat(mail.attachment(".csv")).isEqualTo(csv);
        assertThat(new String(csv, StandardCharsets.UTF_8).lines()).hasSize(1 + 5);
        assertThat(parts(mail.attachment(".xlsx"))).isEqualTo(parts(xlsx));
        assertThat(mail.text()).contains("5 calls.", "not certified", "https://cdr.example.com/calls?" + view);
    }

    /** All but the time of its making. */
    private static Map<String, String> parts(byte[] workbook) {
        Map<String, String> parts = new WorkbookText(workbook).texts();
        parts.remove("docProps/core.xml");
        return parts;
    }

    @Test
    void isAPlainMailFromAMachine() {
        station.make(ADMIN, "name", "Anaïs " + HOSTILE);
        sendNow();

        ReceivedMail mail = received();
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("From")).isEqualTo("cdr@example.com");
        assertThat(mail.header("To")).isEqualTo("a@example.com, b@example.com");
        assertThat(mail.header("Message-ID")).isEqualTo(station.text("SELECT message_id FROM mailing_sending"));
        assertThat(mail.subject()).isEqualTo("CDR report Anaïs \"><script> =1+1: 2026-03-04");
        assertThat(mail.html()).contains("&quot;&gt;&lt;script&gt;").doesNotContain("<script>", "\u202E");
    }

    @Test
    void sendsAPeriodOnceOverAllReplicas() {
        station.make(ADMIN, "time", "06:00", "zone", "UTC");
        pass(Duration.ofHours(18));
        awaitLooked();
        assertThat(server.getReceivedMessages())
                .as("not certified, and not yet waited for")
                .isEmpty();
        pass(Duration.ofHours(2));

        assertThat(received().subject()).contains("2026-03-05");
        pass(Duration.ofHours(3));
        assertThat(station.text("SELECT count(*)::text FROM mailing_sending")).isEqualTo("1");
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    /** A replica died between sending and noting: its claim runs out. */
    @Test
    void sendsAgainWithTheSameMessageIdAfterACrash() {
        station.make(ADMIN);
        sendNow();
        String first = received().header("Message-ID");
        station.sql("UPDATE mailing_sending SET state = 'WAITING', lease_until = next_try_at + interval '10 minutes'");
        pass(Duration.ofMinutes(9));
        assertThat(server.getReceivedMessages()).as("claimed by the dead one").hasSize(2);
        pass(Duration.ofMinutes(2));

        awaitMails(4);
        assertThat(Arrays.stream(server.getReceivedMessages()).map(mail -> new ReceivedMail(mail).header("Message-ID")))
                .containsOnly(first);
    }

    @Test
    void triesAgainForADayAndThenTells() {
        server.stop();
        try {
            station.make(ADMIN, "enabled", "false");
            sendNow();
            await().atMost(MailStation.PATIENCE)
                    .until(() ->
                            station.text("SELECT failure FROM mailing_sending").contains("cannot be reached"));
            assertThat(gateway.as(ADMIN).open("/downloads").text()).contains("Failed, tried again");
            pass(Duration.ofHours(25));
            await().atMost(MailStation.PATIENCE)
                    .until(() ->
                            station.text("SELECT state FROM mailing_sending").equals("FAILED"));
            assertThat(gateway.signIn(ADMIN).open("/downloads").text()).contains("Given up");
            await().atMost(MailStation.PATIENCE).until(() -> {
                pass(Duration.ZERO);
                return gauge("failed") == 1;
            });
        } finally {
            server = smtp();
        }
    }

    /** R3: the month begins on a day whose mail was sent, and is sent nevertheless. */
    @Test
    void sendsTheFirstMonthOfASettingThatWasDaily() {
        station.make(ADMIN, "time", "06:00", "zone", "UTC");
        pass(Duration.ofHours(20));
        assertThat(received().subject()).contains("2026-03-05");
        gateway.forgetClients();
        station.change(ADMIN, "period", "MONTHLY", "monthDay", "5");
        pass(Duration.ofDays(31));

        awaitMails(4);
        assertThat(Arrays.stream(server.getReceivedMessages()).map(mail -> new ReceivedMail(mail).subject()))
                .anyMatch(subject -> subject.contains("2026-03-05") && subject.contains("2026-04-04"));
    }

    /** R3: the time of a day that is not mailed yet is moved behind it. */
    @Test
    void sendsTheDayOfASettingThatIsMovedEarlierOnThatDay() {
        station.make(ADMIN, "time", "07:00", "zone", "UTC");
        pass(Duration.ofHours(18).plusMinutes(30));
        gateway.forgetClients();
        station.change(ADMIN, "time", "06:00");
        pass(Duration.ofMinutes(90));

        assertThat(received().subject()).contains("2026-03-05");
    }

    /** R3: the 6th begins in Auckland before it is 06:00 on the 5th in Honolulu, and 05:00 there is 06:00 here. */
    @Test
    void sendsTheNextDayOfASettingThatIsMovedToAZoneThatIsADayAhead() {
        station.make(ADMIN, "time", "06:00", "zone", "Pacific/Honolulu");
        pass(Duration.ofHours(6));
        assertThat(received().subject()).contains("2026-03-04");
        gateway.forgetClients();
        station.change(ADMIN, "time", "05:00", "zone", "Pacific/Auckland");
        pass(Duration.ofMinutes(1));

        awaitMails(4);
        assertThat(Arrays.stream(server.getReceivedMessages()).map(mail -> new ReceivedMail(mail).subject()))
                .anyMatch(subject -> subject.contains("2026-03-05"));
    }

    /** R3: a mail says whether its days are certified. Those of a site that is not configured any more never are, so nobody waits. */
    @Test
    void tellsWithoutWaitingThatDaysOfADepartedSiteAreNotCertified() {
        gateway.legs()
                .of("departed")
                .keep("departed", LegBuilder.leg(1).start("2026-03-05T01:00:00").build());
        station.make(ADMIN, "time", "06:00", "zone", "UTC", "filter", "/calls?site=departed");
        pass(Duration.ofHours(18));

        ReceivedMail mail = received();
        assertThat(mail.text())
                .contains("their sites are not configured any more", "departed 2026-03-05")
                .doesNotContain("All days are certified", "Records may still come");
        assertThat(station.text("SELECT certified::text FROM mailing_sending")).isEqualTo("false");

        pass(Duration.ofDays(1));
        awaitMails(4);
        assertThat(Arrays.stream(server.getReceivedMessages()).map(next -> new ReceivedMail(next).text()))
                .as("nothing is missing of the day after its last record")
                .anyMatch(text -> text.contains("All days are certified"));
    }

    /** R3, Enabled: what waited for certificates when the setting was switched off is not sent. */
    @Test
    void endsWhatWaitsOfASettingThatWasSwitchedOff() {
        station.make(ADMIN, "time", "06:00", "zone", "UTC");
        pass(Duration.ofHours(18));
        awaitLooked();
        gateway.forgetClients();
        assertThat(station.change(ADMIN, "enabled", "false").location()).isEqualTo("/downloads?done=saved");
        pass(Duration.ofHours(2));
        station.awaitNoted("state = 'FAILED'");
        String planned = station.text("SELECT message_id FROM mailing_sending");

        assertThat(Arrays.stream(server.getReceivedMessages()).map(mail -> new ReceivedMail(mail).header("Message-ID")))
                .doesNotContain(planned);
        assertThat(station.history(ADMIN)).contains("Not sent", "This setting was switched off");
    }

    private static double gauge(String name) {
        return gateway.bean(MeterRegistry.class)
                .get("gateway.report.mail." + name)
                .gauge()
                .value();
    }

    @Test
    void goesOnOnceTheServerIsBack() {
        server.stop();
        station.make(ADMIN);
        sendNow();
        await().atMost(MailStation.PATIENCE)
                .until(() -> station.text("SELECT failures::text FROM mailing_sending")
                        .equals("1"));
        server = smtp();
        pass(Duration.ofMinutes(2));

        assertThat(received().subject()).contains("2026-03-04");
    }

    @Test
    void attachesTheRecordingsOfItsCalls() throws IOException {
        station.make(ADMIN, "recordings", "ATTACHED", "zone", "America/Chicago", "period", "WEEKLY", "weekday", "3");
        sendNow();

        try (ZipInputStream zip = new ZipInputStream(
                new ByteArrayInputStream(received().attachment("2026-02-25-2026-03-03.recordings.zip")))) {
            ZipEntry entry = zip.getNextEntry();
            assertThat(entry.getName()).startsWith("branch-a-20260302-150001-").endsWith("-1.wav");
            assertThat(zip.readAllBytes()).isEqualTo(recording.bytes());
            assertThat(zip.getNextEntry()).isNull();
        }
        assertThat(station.text("SELECT DISTINCT actor || ' ' || detail FROM audit WHERE action = 'RECORDING'"))
                .isEqualTo("user:admin mailed");
    }

    /** A7: what a server refused was mailed to nobody, however often it is tried. */
    @Test
    void notesRecordingsOnceTheyAreMailed() {
        String count = "SELECT count(*)::text FROM audit WHERE action = 'RECORDING'";
        int before = Integer.parseInt(station.text(count));
        server.stop();
        station.make(ADMIN, "recordings", "ATTACHED", "zone", "America/Chicago", "period", "WEEKLY", "weekday", "3");
        sendNow();
        station.awaitNoted("failures = 1");
        assertThat(station.text(count)).isEqualTo(Integer.toString(before));
        server = smtp();
        pass(Duration.ofMinutes(2));

        assertThat(received().attachments()).hasSize(2);
        assertThat(station.text(count)).isEqualTo(Integer.toString(before + 1));
    }

    /** A7: each administrator's action. */
    @Test
    void notesWhoChangedWhatAndAskedForMails() {
        station.make(ADMIN, "enabled", "false");
        String id = station.text("SELECT id::text FROM mailing");
        station.change(ADMIN, "name", "");
        station.change(ADMIN, "name", "Support", "recipients", "c@example.com");
        sendNow();
        gateway.as(ADMIN)
                .submit(gateway.as(ADMIN).open("/downloads/" + id + "/delete").expectFirst("main form"));

        String recipients = ", not enabled, to a@example.com, b@example.com";
        assertThat(station.text("SELECT string_agg(actor || ' ' || target || ' ' || outcome || ' ' || detail, ';')"
                        + " FROM audit WHERE act = 'MAILING' AND detail LIKE '" + id
                        + "%'"))
                .contains("user:admin /downloads DONE " + id + ": Sales" + recipients)
                .contains("user:admin /downloads/" + id + " REFUSED " + id + ": Sales" + recipients)
                .contains("user:admin /downloads/" + id + " DONE " + id + ": Support, not enabled, to c@example.com")
                .contains("user:admin /downloads/" + id + "/send DONE " + id + ": Support")
                .contains("user:admin /downloads/" + id + "/delete DONE " + id + ": Support");
        assertThat(gateway.as(ADMIN).open("/audit?action=MAILING").text()).contains("Automatic download");
    }

    @Test
    void showsWhatItsOwnerMaySee() {
        station.make(NORTH, "zone", "America/Chicago", "period", "MONTHLY", "monthDay", "4");
        station.sendNow(NORTH);

        assertThat(received().text()).contains("6 calls.");
        assertThat(gateway.as(NORTH).open("/downloads").text()).contains("Sales");
        station.make(ADMIN, "name", "All sites");
        assertThat(gateway.as(NORTH).open("/downloads").text()).doesNotContain("All sites");
        assertThat(gateway.as(NORTH)
                        .get("/downloads/" + station.text("SELECT id::text FROM mailing WHERE name = 'All sites'"))
                        .status())
                .isEqualTo(404);
        assertThat(gateway.as(VIEWER).get("/downloads").status()).isEqualTo(403);
    }

    @Test
    void tellsWhatIsWrongBesideEachFieldAndKeepsWhatWasTyped() {
        PageAnswer answer = station.make(
                ADMIN,
                "name",
                "",
                "recipients",
                "a@example.com\r\nBcc: x@example.com",
                "period",
                "MONTHLY",
                "monthDay",
                "32",
                "time",
                "25:00",
                "zone",
                "Mars/Olympus",
                "filter",
                "/calls?from=never");

        Document page = answer.document();
        assertThat(page.select(".field-error").eachText()).hasSize(6);
        assertThat(page.expectFirst("[name=zone]").val()).isEqualTo("Mars/Olympus");
        assertThat(page.expectFirst("[name=recipients]").text()).contains("Bcc:");
        assertThat(station.text("SELECT count(*)::text FROM mailing")).isEqualTo("0");
    }

    /** R3, Filter: a mistyped field would be none, and calls would be mailed that nobody meant. */
    @ParameterizedTest
    @CsvSource({"/calls?caller=1001&site=branch-a, caller", "support, support"})
    void refusesAFilterWithAFieldThatTheReportDoesNotKnow(String filter, String unknown) {
        Document page = station.make(ADMIN, "filter", filter).document();

        assertThat(page.select(".field-error").eachText())
                .containsExactly("The page of calls finds something wrong with: " + unknown);
        assertThat(page.expectFirst("[name=filter]").val()).isEqualTo(filter);
        assertThat(station.text("SELECT count(*)::text FROM mailing")).isEqualTo("0");
    }

    @Test
    void isChangedAndDeletedOnThePage() {
        station.make(ADMIN);
        String id = station.text("SELECT id::text FROM mailing");
        Document page = gateway.as(ADMIN).open("/downloads/" + id);
        gateway.as(ADMIN)
                .submit(page.expectFirst("form.fields"), "name", "Support", "period", "WEEKLY", "weekday", "5");
        assertThat(gateway.as(ADMIN).open("/downloads").text()).contains("Support", "Fridays at 06:00");

        Document question = gateway.as(ADMIN).open("/downloads/" + id + "/delete");
        gateway.as(ADMIN).submit(question.expectFirst("main form"));
        assertThat(gateway.as(ADMIN).open("/downloads").text()).contains("No report is mailed yet");
    }
}

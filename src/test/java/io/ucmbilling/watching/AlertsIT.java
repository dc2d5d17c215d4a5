package io.ucmbilling.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.ucmbilling.calls.view.ViewLag;
import io.ucmbilling.contract.Field;
import io.ucmbilling.recording.Recordings;
import io.ucmbilling.recording.cache.RecordingCache;
import io.ucmbilling.recording.name.RecordingName;
import io.ucmbilling.store.ledger.Ledger;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.store.watch.SiteStates;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.Fault;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.UcmFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * Each alert, evaluated by Prometheus' own tool on what a gateway answered before and after something went wrong for real: it fires
 * for the site that it is about, with its labels, and for no other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsIT {
    private static final String GATEWAY = "127.0.0.1:8081";
    private static final List<String> SITES =
            List.of("clock", "denied", "differed", "endangered", "late", "quarantine", "silent", "well", "zone");
    private static final String ZONE_OFF = alert("UcmZoneOff", "warning", "zone");

    @TempDir
    private static Path work;

    private WatchedFleet fleet;
    private Scrape well;
    private Scrape wrong;

    @BeforeAll
    void liveWellAndThenNot() throws Exception {
        Promtool.expectInstalled();
        fleet = new WatchedFleet(
                SITES,
                Map.of(
                        "gateway.sites.zone.time-zone",
                        "Europe/Berlin",
                        "gateway.recordings.directory",
                        work.resolve("cache").toString()));
        for (int i = 0; i < 6; i++) {
            fleet.live(Duration.ofHours(8));
        }
        await().atMost(Duration.ofMinutes(1))
                .until(() -> fleet.bean(ViewLag.class).now().isZero());
        well = fleet.scrape(GATEWAY);
        wrong = scrapeOfWhatIsWrong();
    }

    private Scrape scrapeOfWhatIsWrong() throws Exception {
        Pbx differed = fleet.ucm("differed").pbx();
        String second = LocalDate.ofInstant(WatchedFleet.BEGIN, differed.zone())
                .plusDays(1)
                .toString();
        assertThat(differed.delete(leg -> leg.text(Field.START).startsWith(second) && leg.hashCode() % 2 == 0))
                .isPositive();
        fleet.ucm("clock").pbx().jumpClock(Duration.ofMinutes(10));
        fleet.live(Duration.ofHours(21));
        fleet.ucm("silent").unplug();
        fleet.ucm("denied").password("changed");
        fleet.ucm("quarantine").faults().next(Fault.GARBLED);
        fleet.live(Duration.ofMinutes(20));
        fleet.ucm("late").unplug();
        breakTheDisk();
        try (Connection foreign = fleet.database.dataSource().getConnection()) {
            foreign.setAutoCommit(false);
            execute(foreign, "SELECT FROM call_follower FOR UPDATE");
            fleet.live(Duration.ofMinutes(15));
            bringTheCleanerNear();
            try (Connection other = fleet.database.dataSource().getConnection()) {
                execute(other, "UPDATE stale_call SET stale_since = stale_since - interval '10 minutes'");
            }
            giveUpAMail();
            Scrape scrape = fleet.scrape(GATEWAY);
            foreign.rollback();
            return scrape;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void giveUpAMail() throws SQLException {
        try (Connection other = fleet.database.dataSource().getConnection()) {
            execute(
                    other,
                    "INSERT INTO mailing VALUES ('00000000-0000-0000-0000-000000000001', 'Sales', false, 'DAILY', 1,"
                        + " '06:00', 'UTC', '{a@example.com}', '', 'CSV', 'NONE', 'demo', NULL, now(), now());INSERT"
                        + " INTO mailing_sending (id, mailing, occasion, from_day, to_day, due_at, state, message_id,"
                        + " recipients, failures, next_try_at, ended_at) SELECT id, id, 'x', '2026-05-01',"
                        + " '2026-05-02', now(), 'FAILED', '<x@y>',"
                        + " recipients,"
                        + " 9, now(),"
                        + " '" + fleet.clock.instant() + "' FROM mailing");
        }
        await().until(() -> fleet.bean(MeterRegistry.class)
                        .get("gateway.report.mail.failed")
                        .gauge()
                        .value()
                == 1);
    }

    /** The UCM's oldest day is one of which nothing was proven. */
    private void bringTheCleanerNear() {
        Hold hold = fleet.bean(Sites.class).take("endangered").hold();
        fleet.bean(Ledger.class).oldestHeld(hold, LocalDate.of(2026, 4, 27), fleet.clock.instant());
    }

    /** A file stands where the folder was, and somebody wants a recording. */
    private void breakTheDisk() throws IOException, UcmFault {
        Path folder = work.resolve("cache");
        FileSystemUtils.deleteRecursively(folder);
        Files.writeString(folder, "a file where a folder is expected");
        RecordingName name =
                RecordingName.of("monitor", "auto-1777880000-1000-1004.wav").orElseThrow();
        fleet.ucm("well").recapi().shelf().put(name.directory(), name.file(), 1_000);
        fleet.bean(Recordings.class)
                .open(fleet.bean(Fleet.class).site("well"), name)
                .orElseThrow()
                .close();
        await().untilAsserted(() ->
                assertThat(fleet.bean(RecordingCache.class).isInTrouble()).isTrue());
    }

    @AfterAll
    void close() {
        if (fleet != null) {
            fleet.close();
        }
    }

    @Test
    void areTakenByPrometheus() throws Exception {
        Promtool.checkRules();
    }

    @Test
    void doNotFireForAFleetThatIsWell() throws Exception {
        Promtool.evaluate(well, well, List.of(ZONE_OFF));
    }

    @Test
    void fireEachForWhatIsWrong() throws Exception {
        Promtool.evaluate(
                well,
                wrong,
                List.of(
                        alert("UcmSiteSilent", "critical", "silent"),
                        alert("UcmSiteDenied", "critical", "denied") + ", kind=\"login_refused\"",
                        alert("UcmSiteLate", "warning", "late"),
                        alert("UcmQuarantineGrowing", "warning", "quarantine"),
                        alert("UcmClockOff", "warning", "clock"),
                        ZONE_OFF,
                        alert("UcmDaysEndangered", "critical", "endangered"),
                        alert("UcmCertificateDiffered", "warning", "differed"),
                        alert("UcmCacheDiskFailing", "warning") + ", instance=\"" + GATEWAY + "\"",
                        alert("UcmFeedNotMoving", "critical"),
                        alert("UcmMailGivenUp", "warning")));
    }

    /** A replica that lost its database a while ago, as it would tell if it told what it saw last. */
    @Test
    void doNotFireForWhatOneReplicaAloneSeesLate() throws Exception {
        Scrape stale = wrong.only("gateway_site_lag_seconds", "gateway_site_failures", "gateway_feed_lag_seconds");
        Scrape second = stale.from("127.0.0.1:8082");

        Promtool.evaluate(well, well.and(second), List.of(ZONE_OFF));
    }

    @Test
    void fireIfNoReplicaReachesTheDatabase() throws Exception {
        Promtool.evaluate(
                scrapeOfALook(Duration.ofSeconds(10)),
                scrapeOfALook(Duration.ofSeconds(200)),
                List.of(alert("UcmFleetUnseen", "critical")));
    }

    @Test
    void fireIfThereIsNoGateway() throws Exception {
        Promtool.evaluate(well, Scrape.empty(), List.of("alertname=\"UcmGatewayAbsent\", severity=\"critical\""));
    }

    /** The metrics of a watch that looked so long ago: nothing of sites once that is a minute. */
    private Scrape scrapeOfALook(Duration ago) throws IOException {
        AtomicLong nanos = new AtomicLong();
        FleetWatch watch = new FleetWatch(
                fleet.bean(Fleet.class),
                fleet.bean(SiteStates.class),
                fleet.bean(ViewLag.class),
                fleet.clock,
                nanos::get);
        watch.look();
        nanos.addAndGet(ago.toNanos());
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new FleetMetrics(fleet.bean(Fleet.class), watch, fleet.clock));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape());
        return Scrape.of(text.toString(StandardCharsets.UTF_8), GATEWAY);
    }

    private static String alert(String name, String severity) {
        return "alertname=\"" + name + "\", severity=\"" + severity + "\", job=\"gateway\"";
    }

    private static String alert(String name, String severity, String site) {
        return alert(name, severity) + ", site=\"" + site + "\"";
    }
}

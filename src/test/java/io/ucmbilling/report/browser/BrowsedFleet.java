package io.ucmbilling.report.browser;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.ucmbilling.calls.view.ViewLag;
import io.ucmbilling.collection.Replica;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.testing.FreePorts;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.pbx.OrderedCall;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.springframework.core.env.Environment;
import org.springframework.util.FileSystemUtils;

/** A gateway that has collected some days of two simulated UCMs, and a user of each role. Its clock stands still. */
final class BrowsedFleet implements AutoCloseable {
    /** A Thursday noon in Chicago. */
    static final Instant NOW = Instant.parse("2026-05-14T17:00:00Z");

    /** A recorded call that a test knows: from an outside number to an extension, two minutes of talk, an hour ago. */
    static final String CALLER = "12025550142";

    static final String CALLEE = "1007";

    private static final Duration HISTORY = Duration.ofDays(4);

    final SettableClock clock = new SettableClock(NOW);
    private final Database database = Database.fresh();
    private final Map<String, SimulatedUcm> ucms = new LinkedHashMap<>();
    private final Replica replica;

    private final GreenMail mail = new GreenMail(new ServerSetup(port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Path recordings = folder();

    BrowsedFleet() {
        mail.start();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.putAll(ReportGateway.user(ReportGateway.VIEWER, "VIEWER"));
        settings.putAll(ReportGateway.user(ReportGateway.LISTENER, "LISTENER"));
        settings.putAll(ReportGateway.user(ReportGateway.ADMIN, "ADMINISTRATOR"));
        settings.put("gateway.recordings.directory", recordings.toString());
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", Integer.toString(mail.getSmtp().getPort()));
        add(settings, "harbour", 3, "America/Chicago");
        add(settings, "uplands", 4, "America/Chicago");
        replica = Replica.start(database, clock, settings);
        Replica.collect(List.of(replica));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> replica.bean(ViewLag.class).now().isZero());
    }

    private static int port() {
        try {
            return FreePorts.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("browsed-recordings");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Map<String, String> settings, String site, int generation, String zone) {
        Pbx pbx = Pbx.seeded(site.hashCode())
                .generation(generation)
                .zone(zone)
                .begin(NOW.minus(HISTORY))
                .callsPerHour(2)
                .build();
        pbx.advanceTo(NOW.minus(Duration.ofHours(1)));
        if (ucms.isEmpty()) {
            pbx.place(new OrderedCall(
                    OrderedCall.Direction.INBOUND,
                    OrderedCall.Outcome.ANSWERED,
                    CALLER,
                    CALLEE,
                    1,
                    Duration.ofSeconds(8),
                    Duration.ofMinutes(2),
                    true,
                    null));
        }
        pbx.advanceTo(NOW);
        SimulatedUcm ucm = SimulatedUcm.over(pbx).start();
        ucms.put(site, ucm);
        String key = "gateway.sites." + site + ".";
        settings.put(key + "url", ucm.url().toString());
        settings.put(key + "username", "cdrapi");
        settings.put(key + "password", "cdrapi123");
        settings.put(key + "time-zone", zone);
        settings.put(key + "model", pbx.model());
        settings.put(key + "tls.trust", "any");
        settings.put(key + "since", "2026-05-10");
    }

    /** Returns the mails that were sent, one for each recipient. */
    List<MimeMessage> mails() {
        return List.of(mail.getReceivedMessages());
    }

    void awaitMails(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> mails().size() == count);
    }

    /** Does something while the mail server is away. */
    void mailServerIsAway(Runnable meanwhile) {
        mail.stop();
        try {
            meanwhile.run();
        } finally {
            mail.start();
        }
    }

    SimulatedUcm ucm(String site) {
        return Objects.requireNonNull(ucms.get(site), site);
    }

    /** Lets time pass, and collects what is due then. */
    void pass(Duration time) {
        clock.advance(time);
        Replica.collect(List.of(replica));
    }

    String url() {
        return "http://localhost:" + replica.bean(Environment.class).getRequiredProperty("local.server.port");
    }

    <T> T bean(Class<T> type) {
        return replica.bean(type);
    }

    @Override
    public void close() {
        replica.close();
        ucms.values().forEach(SimulatedUcm::close);
        database.close();
        mail.stop();
        FileSystemUtils.deleteRecursively(recordings.toFile());
    }
}

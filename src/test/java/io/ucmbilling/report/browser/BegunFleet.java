package io.ucmbilling.report.browser;

import io.ucmbilling.calls.view.ViewLag;
import io.ucmbilling.collection.Replica;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.TimeBound;
import io.ucmbilling.report.ReportGateway;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.pbx.Pbx;
import io.ucmbilling.testing.ucm.SimulatedUcm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.springframework.core.env.Environment;

/**
 * A gateway that begins to collect a long history. The simulated UCM of harbour keeps the answer of one day back, half way through its
 * history, until it is told to go on. Quarry cannot be reached. The clock goes on by a while with each page of a day.
 */
final class BegunFleet implements AutoCloseable {
    static final int DAYS = 40;

    /** The day whose answer is kept back: a Friday. Those behind it are read before. */
    static final String HELD_BACK = "2026-04-24";

    /** Days that are read by then: from 25 April to 13 May. */
    static final int READ = 19;

    private static final Instant NOW = BrowsedFleet.NOW;
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");
    private static final Duration OPEN = Duration.ofDays(3);
    private static final Duration A_PAGE = Duration.ofSeconds(40);

    private final SettableClock clock = new SettableClock(NOW);
    private final Database database = Database.fresh();
    private final CountDownLatch halfWay = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final SimulatedUcm ucm;
    private final Replica replica;
    private CompletableFuture<Void> collection = CompletableFuture.completedFuture(null);

    BegunFleet() {
        Pbx pbx = Pbx.seeded(11)
                .generation(3)
                .zone(ZONE.getId())
                .begin(NOW.minus(Duration.ofDays(DAYS)))
                .callsPerHour(1)
                .build();
        pbx.advanceTo(NOW);
        ucm = SimulatedUcm.over(pbx).clock(clock).start();
        ucm.faults().afterEachPage(this::made);
        Map<String, String> settings = new LinkedHashMap<>(ReportGateway.user(ReportGateway.ADMIN, "ADMINISTRATOR"));
        settings.putAll(Replica.unpolledSite("quarry"));
        settings.putAll(Replica.unpolledSite("harbour"));
        String harbour = "gateway.sites.harbour.";
        settings.put(harbour + "url", ucm.url().toString());
        settings.put(harbour + "tls.trust", "any");
        settings.put(harbour + "read-timeout", "30m");
        settings.put(harbour + "answer-timeout", "30m");
        settings.put(
                harbour + "since",
                NOW.atZone(ZONE).toLocalDate().minusDays(DAYS).toString());
        replica = Replica.start(database, clock, settings);
    }

    /** Runs on the server's thread, before a page is sent. */
    private void made(CdrQuery query) {
        TimeBound bound = query.startTime();
        Instant from = bound == null ? NOW : bound.earliest(ZONE, clock);
        if (from.isBefore(NOW.minus(OPEN))) {
            clock.advance(A_PAGE);
        }
        if (from.isBefore(Instant.parse(HELD_BACK + "T12:00:00Z"))) {
            halfWay.countDown();
            await(goOn);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins to collect, and returns once it is half way. */
    void collectHalf() {
        collection = CompletableFuture.runAsync(() -> Replica.collect(List.of(replica)));
        Awaitility.await().until(() -> halfWay.getCount() == 0);
        awaitCalls();
    }

    /** Goes on to the end of the history. */
    void collectRest() {
        goOn.countDown();
        collection.join();
        awaitCalls();
    }

    private void awaitCalls() {
        Awaitility.await().until(() -> replica.bean(ViewLag.class).now().isZero());
    }

    /** Lets time pass, and collects what is due then. */
    void pass(Duration time) {
        clock.advance(time);
        Replica.collect(List.of(replica));
        awaitCalls();
    }

    SimulatedUcm ucm() {
        return ucm;
    }

    String url() {
        return "http://localhost:" + replica.bean(Environment.class).getRequiredProperty("local.server.port");
    }

    @Override
    public void close() {
        goOn.countDown();
        replica.close();
        ucm.close();
        database.close();
    }
}

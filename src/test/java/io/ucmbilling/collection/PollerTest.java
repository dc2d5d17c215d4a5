package io.ucmbilling.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ucmbilling.collection.paging.SiteContext;
import io.ucmbilling.collection.paging.SiteContexts;
import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.contract.Page;
import io.ucmbilling.testing.SettableClock;
import io.ucmbilling.testing.database.FakeLocks;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns of a site in which the gateway's own code breaks, or another replica has the site. */
class PollerTest {
    private static final String SITE = "export-https-pbx-example";
    private static final String LOCK = "collection:" + SITE;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T12:00:00Z"));
    private final FakeSites sites = new FakeSites();
    private final FakeLocks locks = new FakeLocks();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Set<String> neglected = new HashSet<>();
    private final Poller poller = poller();
    private Runnable whileAsked = () -> {};
    private int pages;
    private int emptyPages;

    private Poller poller() {
        Site site = Served.site("https://pbx.example");
        SiteContext context = new SiteContexts(
                        sites, new NoLegs(), sites, new NoLegs(), new NoRequests(), new NoFaults(), meters, clock)
                .of(site, query -> {
                    whileAsked.run();
                    if (pages++ < emptyPages) {
                        return new Page(0, List.of());
                    }
                    throw new UcmFault(FaultKind.UNREACHABLE, "x");
                });
        CollectionSettings settings = AgendaTest.settings();
        Backoff backoff = new Backoff(settings, new Random(1));
        SiteCollector collector = new SiteCollector(context, new NoLedger(), settings, backoff, clock);
        return new Poller(
                List.of(collector),
                locks,
                (intervals, rule, now) -> {
                    assertThat(rule.longest()).isEqualTo(settings.lockLease());
                    Set<String> among = new HashSet<>(neglected);
                    among.retainAll(intervals.keySet());
                    return among;
                },
                settings,
                clock);
    }

    @AfterEach
    void stop() {
        poller.stop();
    }

    /** Returns how many turns were started and have ended. */
    private int turns() throws Exception {
        List<Future<?>> started = poller.tick();
        for (Future<?> turn : started) {
            turn.get(1, TimeUnit.MINUTES);
        }
        return started.size();
    }

    private static Error error(String name) throws ReflectiveOperationException {
        return Class.forName("java.lang." + name)
                .asSubclass(Error.class)
                .getConstructor()
                .newInstance();
    }

    private void breaksWith(Error error) {
        whileAsked = () -> {
            assertThat(locks.held()).containsExactly(LOCK);
            throw error;
        };
    }

    private double faults(String kind) {
        return meters.get("gateway.collection.faults")
                .tags("kind", kind)
                .counter()
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OutOfMemoryError", "StackOverflowError", "NoClassDefFoundError", "AssertionError"})
    void countsAnErrorInAPassAndGivesTheLockBack(String name) throws Exception {
        breaksWith(error(name));
        assertThat(turns()).isEqualTo(1);
        assertThat(faults("internal")).isEqualTo(1);
        assertThat(locks.held()).isEmpty();
    }

    @Test
    void letsASiteRestAfterAnErrorAndTriesItAgain() throws Exception {
        breaksWith(new StackOverflowError());
        assertThat(turns()).isEqualTo(1);
        assertThat(sites.progress("a").failures()).isEqualTo(1);
        assertThat(turns()).isZero();
        clock.advance(Duration.ofSeconds(6));
        whileAsked = () -> {};
        assertThat(turns()).isEqualTo(1);
        assertThat(faults("unreachable")).isEqualTo(1);
    }

    /** A fault outside of a pass cannot be noted in the database: the replica itself remembers it. */
    @Test
    void restsLongerEachTimeIfItBreaksBeforeThePass() throws Exception {
        locks.breakWith(new NoClassDefFoundError("x"));
        assertThat(turns()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(5));
        assertThat(turns()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(5));
        assertThat(turns()).isZero();
        clock.advance(Duration.ofSeconds(5));
        assertThat(turns()).isEqualTo(1);
        assertThat(faults("internal")).isEqualTo(3);
    }

    @Test
    void isKnownToTheOthersFromTheFirstTickUntilItStops() throws Exception {
        assertThat(locks.isJoined()).isFalse();
        turns();
        assertThat(locks.isJoined()).isTrue();
        poller.stop();
        assertThat(locks.isJoined()).isFalse();
    }

    @Test
    void leavesASiteToTheReplicaThatIsToHaveIt() throws Exception {
        locks.preferredElsewhere(LOCK);
        assertThat(turns()).isZero();
        assertThat(locks.tries()).isZero();
        locks.preferredHere(LOCK);
        assertThat(turns()).isEqualTo(1);
    }

    @Test
    void takesASiteThatTheOtherReplicaNeglects() throws Exception {
        locks.preferredElsewhere(LOCK);
        neglected.add(SITE);
        poller.lookForNeglected();
        assertThat(turns()).isEqualTo(1);
        assertThat(faults("unreachable")).isEqualTo(1);
        neglected.clear();
        poller.lookForNeglected();
        clock.advance(Duration.ofMinutes(5));
        assertThat(turns()).isZero();
    }

    /** It is no fault: the site does not rest, and the other replica goes on at once. */
    @Test
    void givesASiteUpBetweenTwoPagesOnceAnotherReplicaIsToHaveIt() throws Exception {
        emptyPages = 1;
        whileAsked = () -> locks.preferredElsewhere(LOCK);
        assertThat(turns()).isEqualTo(1);
        assertThat(pages).isEqualTo(1);
        assertThat(sites.progress("a").failures()).isZero();
        assertThat(locks.held()).isEmpty();
    }

    @Test
    void triesALockThatAnotherReplicaHasOnceUntilItIsFoundFree() throws Exception {
        locks.takenElsewhere(LOCK);
        assertThat(turns()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(5));
        assertThat(turns()).isZero();
        locks.freeElsewhere(LOCK);
        assertThat(turns()).isEqualTo(1);
        assertThat(locks.tries()).isEqualTo(2);
    }
}

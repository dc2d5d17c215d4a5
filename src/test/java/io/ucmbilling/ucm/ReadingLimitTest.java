package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.http.PageResponses;
import io.ucmbilling.ucm.http.ReadingLimit;
import io.ucmbilling.ucm.http.SiteHttpClient;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import io.ucmbilling.ucm.site.UcmFault;
import io.ucmbilling.ucm.transport.RefusedLogin;
import io.ucmbilling.ucm.transport.Transports;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where answers are read, and how a reading ends that nobody waits for. */
@Timeout(30)
class ReadingLimitTest {
    private final ReadingLimit limit = new ReadingLimit();
    private final CountDownLatch begun = new CountDownLatch(2);

    @Test
    void readsOnThreadsOfThePlatform() throws Exception {
        Site site = SiteDraft.on(1).site();
        try (SiteHttpClient client = new SiteHttpClient(site, null, 1)) {
            FutureTask<Boolean> virtual = new FutureTask<>(
                    () -> client.call(call -> Thread.currentThread().isVirtual()));
            Thread.ofVirtual().start(virtual);
            assertThat(virtual.get()).isFalse();
        }
    }

    @Test
    void readsOnWhenAReadingIsGivenUp() throws Exception {
        Thread first = reader();
        Thread second = reader();
        begun.await();

        first.interrupt();
        second.interrupt();

        try (ReadingLimit.Turn turn = limit.turn()) {
            assertThat(turn).isNotNull();
        }
    }

    @Test
    void neverBeginsAReadingThatNobodyWaitsForAnyMore() throws Exception {
        Thread first = reader();
        Thread second = reader();
        begun.await();
        FutureTask<ReadingLimit.Turn> waiting = new FutureTask<>(limit::turn);
        Thread third = Thread.ofPlatform().start(waiting);

        third.interrupt();

        assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
        first.interrupt();
        second.interrupt();
    }

    @Test
    void aPageWhoseReadingDoesNotEndInTimeIsTimedOut() throws Exception {
        Thread first = reader();
        Thread second = reader();
        begun.await();
        try (StubServer server = new StubServer(call -> StubServer.Reply.json(Faulty.GUIDE_PAGE))) {
            Site site = SiteDraft.on(server.port())
                    .answerTimeout(Duration.ofSeconds(3))
                    .site();
            try (SiteHttpClient client = new SiteHttpClient(site, null, 1)) {
                Clock clock = Clock.systemUTC();
                Transports transports = Transports.of(site, clock, new RefusedLogin(clock));
                Ucm ucm = new HttpUcm(
                        client, transports.cdrapi(), new PageResponses(site, clock, limit), new UcmClock(clock));
                UcmFault fault = Faulty.of(ucm, CdrQuery.all(Format.JSON));
                assertThat(fault.kind()).isEqualTo(FaultKind.TIMED_OUT);
            }
        }
        first.interrupt();
        second.interrupt();
    }

    /** Holds a turn for a reading that has no end of its own. */
    private Thread reader() {
        return Thread.ofPlatform().start(() -> {
            try (ReadingLimit.Turn _ = limit.turn()) {
                begun.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}

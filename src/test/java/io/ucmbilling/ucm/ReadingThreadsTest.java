package io.ucmbilling.ucm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucmbilling.contract.CdrQuery;
import io.ucmbilling.contract.Format;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where answers are read, and how a reading ends that nobody waits for. */
@Timeout(30)
class ReadingThreadsTest {
    private final ReadingThreads threads = new ReadingThreads();
    private final CountDownLatch begun = new CountDownLatch(2);
    private final CountDownLatch ended = new CountDownLatch(2);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void readsOnThreadsOfThePlatform() throws Exception {
        assertThat(threads.call(() -> Thread.currentThread().isVirtual())).isFalse();
    }

    @Test
    void givesOnWhatTheReadingThrows() {
        assertThatThrownBy(() -> threads.call(() -> {
                    throw new java.io.IOException("x");
                }))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("x");
    }

    @Test
    void endsReadingsThatNobodyWaitsFor() throws Exception {
        Thread first = reader();
        Thread second = reader();
        begun.await();

        first.interrupt();
        second.interrupt();
        ended.await();

        assertThat(threads.call(() -> "free again")).isEqualTo("free again");
    }

    @Test
    void neverBeginsAReadingThatNobodyWaitsForAnyMore() throws Exception {
        Thread first = reader();
        Thread second = reader();
        begun.await();
        FutureTask<String> waiting = new FutureTask<>(() -> threads.call(() -> {
            throw new IllegalStateException("begun");
        }));
        Thread third = Thread.ofVirtual().start(waiting);

        third.interrupt();
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(InterruptedException.class);
        first.interrupt();
        second.interrupt();
        assertThat(threads.call(() -> "free again")).isEqualTo("free again");
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
            try (SiteHttpClient line = new SiteHttpClient(site, null, 1)) {
                Clock clock = Clock.systemUTC();
                Ucm ucm = new LegacyUcm(site, line, new PageResponses(site, clock, threads), new RefusedLogin(clock));
                UcmFault fault = Faulty.of(ucm, CdrQuery.all(Format.JSON));
                assertThat(fault.kind()).isEqualTo(FaultKind.TIMED_OUT);
            }
        }
        first.interrupt();
        second.interrupt();
    }

    /** Waits for a reading that has no end of its own. */
    private Thread reader() {
        return Thread.ofVirtual().start(() -> {
            try {
                threads.call(() -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        ended.countDown();
                    }
                    return "";
                });
            } catch (ExecutionException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}

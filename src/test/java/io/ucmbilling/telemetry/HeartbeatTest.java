package io.ucmbilling.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class HeartbeatTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Heartbeat heartbeat = new Heartbeat(nanos::get);

    @Test
    void isDownOnceNoBeatHasComeForTooLong() {
        heartbeat.begin();
        nanos.addAndGet(Heartbeat.LONGEST_PAUSE.toNanos());
        assertThat(heartbeat.health().getStatus()).isEqualTo(Status.UP);

        nanos.addAndGet(1);

        assertThat(heartbeat.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(heartbeat.health().getDetails())
                .containsEntry("beat", "found none for 600 s, expected one at least each 600 s");
    }

    @Test
    void isUpAgainWithTheNextBeat() {
        heartbeat.begin();
        nanos.addAndGet(Heartbeat.LONGEST_PAUSE.toNanos() + 1);

        heartbeat.beat();

        assertThat(heartbeat.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void isDownAtOnceIfItsThreadHasEnded() throws InterruptedException {
        CountDownLatch mayEnd = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        heartbeat.begin(thread);
        assertThat(heartbeat.health().getStatus()).isEqualTo(Status.UP);

        mayEnd.countDown();
        thread.join();

        assertThat(heartbeat.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void expectsNothingBeforeTheBeginAndAfterTheEnd() {
        nanos.addAndGet(Heartbeat.LONGEST_PAUSE.toNanos() * 2);
        assertThat(heartbeat.health().getStatus()).isEqualTo(Status.UP);

        heartbeat.begin();
        heartbeat.end();
        nanos.addAndGet(Heartbeat.LONGEST_PAUSE.toNanos() * 2);

        assertThat(heartbeat.health().getStatus()).isEqualTo(Status.UP);
    }
}

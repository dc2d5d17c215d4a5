package io.ucmbilling.telemetry;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;

/**
 * Heartbeat of a thread that is to work as long as the process lives. It is part of liveness, so it depends on nothing that a new
 * start does not help: no beat is expected more often than every statement to a database that fell silent is given up.
 *
 * <p>All methods may be called from several threads.
 */
public final class Heartbeat {
    /** A thread that has not beaten for so long never will. Five times as long as a silent database is waited for. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final LongSupplier nanoTime;
    private volatile @Nullable Thread thread;
    private volatile long beatAt;
    private volatile boolean expected;

    public Heartbeat() {
        this(System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime}: no change of the wall clock makes a thread look dead */
    public Heartbeat(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Begins to expect beats, from whatever thread. */
    public void begin() {
        beatAt = nanoTime.getAsLong();
        expected = true;
    }

    /** Begins to expect beats of a thread, and that it is alive. */
    public void begin(Thread working) {
        thread = working;
        begin();
    }

    /** Notes that the work goes on. */
    public void beat() {
        beatAt = nanoTime.getAsLong();
    }

    /** Expects no beats any more: the work was told to end. */
    public void end() {
        expected = false;
        thread = null;
    }

    /** Returns down if the thread has ended, or has not beaten for {@link #LONGEST_PAUSE}, though beats are expected. */
    public Health health() {
        Thread working = thread;
        Duration pause = Duration.ofNanos(nanoTime.getAsLong() - beatAt);
        if (!expected) {
            return Health.up().build();
        }
        if (working != null && !working.isAlive()) {
            return Health.down()
                    .withDetail("thread", "found that it has ended, expected that it works")
                    .build();
        }
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            return Health.down()
                    .withDetail(
                            "beat",
                            "found none for " + pause.toSeconds() + " s, expected one at least each "
                                    + LONGEST_PAUSE.toSeconds() + " s")
                    .build();
        }
        return Health.up().build();
    }
}

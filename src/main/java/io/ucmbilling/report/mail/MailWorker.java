package io.ucmbilling.report.mail;

import io.ucmbilling.store.mailing.Sending;
import io.ucmbilling.store.mailing.Sendings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The thread that plans and claims mails, on every replica.
 *
 * <ol>
 *   <li>Each few seconds it plans what is due, and claims mails while it sends fewer than {@value #AT_ONE_TIME}.
 *   <li>Each mail is sent on a thread of its own, so that a server that is slow, dead or dribbling keeps nobody else waiting.
 *   <li>One that takes longer than {@link #LONGEST} is interrupted, which closes its connection. Its claim lasts longer than that: no
 *       other replica sends it meanwhile.
 * </ol>
 */
@Component
public final class MailWorker implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(MailWorker.class);
    static final Duration LEASE = Duration.ofMinutes(10);
    static final Duration LONGEST = Duration.ofMinutes(8);
    private static final int AT_ONE_TIME = 2;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final MailPlanner planner;
    private final Sendings sendings;
    private final MailTry tries;
    private final MailMetrics metrics;
    private final Clock clock;
    private final Semaphore wakes = new Semaphore(0);

    /** Threads that send, and when each began. */
    private final Map<Thread, Instant> sending = new ConcurrentHashMap<>();

    private volatile @Nullable Thread thread;
    private volatile boolean stopping;
    private boolean failing;

    MailWorker(MailPlanner planner, Sendings sendings, MailTry tries, MailMetrics metrics, Clock clock) {
        this.planner = planner;
        this.sendings = sendings;
        this.tries = tries;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void start() {
        stopping = false;
        thread = Thread.ofPlatform().name("mail").daemon().start(this::run);
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Lets the mails that are being sent end for a while. */
    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        stopping = true;
        wake();
        try {
            long end = System.nanoTime() + LONGEST_STOP.toNanos();
            if (running != null) {
                running.join(LONGEST_STOP);
            }
            for (Thread one : sending.keySet()) {
                one.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
                one.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has it look at once. */
    public void wake() {
        wakes.release();
    }

    private void run() {
        try {
            while (!stopping) {
                lookOrTell();
                boolean _ = wakes.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
                wakes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOrTell() {
        try {
            look();
            failing = false;
        } catch (RuntimeException | Error e) {
            if (!failing) {
                LOG.warn("mail: not looked for what is due, trying again: {}", e.getMessage());
                LOG.debug("mail: not looked for what is due", e);
            }
            failing = true;
        }
    }

    private void look() {
        Instant latest = clock.instant().minus(LONGEST);
        sending.forEach((one, begun) -> {
            if (begun.isBefore(latest)) {
                one.interrupt();
            }
        });
        planner.plan();
        while (!stopping && sending.size() < AT_ONE_TIME) {
            Optional<Sending> claimed = sendings.claim(clock.instant(), LEASE);
            if (claimed.isEmpty()) {
                break;
            }
            begin(claimed.get());
        }
        metrics.look();
    }

    private void begin(Sending claimed) {
        Thread one = Thread.ofVirtual().name("mail " + claimed.id()).unstarted(() -> {
            try {
                tries.run(claimed);
            } finally {
                sending.remove(Thread.currentThread());
                wake();
            }
        });
        sending.put(one, clock.instant());
        one.start();
    }
}

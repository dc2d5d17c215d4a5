package io.ucmbilling.collection;

import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.store.database.Locks;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import net.javacrumbs.shedlock.support.LockException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Polls the fleet: a thin loop that starts what is due and never waits for it.
 *
 * <ol>
 *   <li>Each tick, every site whose quiet time is over and that is not being collected here gets a virtual thread, as long
 *       as {@code parallel-sites} allows; who waits longest goes first.
 *   <li>The thread takes the site's lock. If another replica has it, the site waits until the lock is found free ({@link Locks}).
 *   <li>Whatever goes wrong with one site stays there, an {@link Error} too: it is told and counted, lock and permit are given
 *       back. If the database does not answer, the site is looked at again after the first back-off; after a fault of the gateway's
 *       own, that pause doubles.
 * </ol>
 */
final class Poller {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final Duration LONGEST_TURN_OF_MANY = Duration.ofSeconds(10);
    private static final Duration LONGEST_QUIET = Duration.ofHours(26);

    private final List<Turn> turns;
    private final Locks locks;
    private final CollectionSettings settings;
    private final Clock clock;
    private final Semaphore permits;
    private final ExecutorService threads;
    private volatile boolean stopping;

    Poller(List<SiteCollector> sites, Locks locks, CollectionSettings settings, Clock clock) {
        this.turns = sites.stream().map(Turn::new).toList();
        this.locks = locks;
        this.settings = settings;
        this.clock = clock;
        this.permits = new Semaphore(settings.parallelSites());
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("collect-", 0).factory());
    }

    /** Starts what is due and returns at once, with what was started. */
    synchronized List<Future<?>> tick() {
        Instant now = clock.instant();
        List<Turn> due = turns.stream()
                .filter(turn -> turn.isDue(now))
                .sorted(Comparator.comparing(turn -> turn.quietUntil))
                .toList();
        List<Future<?>> started = new ArrayList<>();
        for (Turn turn : due) {
            if (stopping || !permits.tryAcquire()) {
                break;
            }
            turn.begin().ifPresent(started::add);
        }
        return started;
    }

    /** Lets passes end with the page they are at, for a while; then breaks them off: their pages are kept or not, never half. */
    void stop() {
        stopping = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Where sites wait for a permit, a turn ends with the pass it is at once it has lasted a while. */
    private boolean mayKeepPermit(Instant begun) {
        return permits.availablePermits() > 0 || clock.instant().isBefore(begun.plus(LONGEST_TURN_OF_MANY));
    }

    private Duration doubled(int failuresBefore) {
        Duration pause = settings.firstBackoff().multipliedBy(1L << Math.min(failuresBefore, 20));
        return pause.compareTo(settings.maxBackoff()) < 0 ? pause : settings.maxBackoff();
    }

    /** One site's turns, one at a time. */
    private final class Turn implements Runnable {
        private final SiteCollector collector;
        private final String lockName;
        private volatile boolean running;
        private volatile Instant quietUntil = Instant.EPOCH;
        private boolean registered;
        private boolean databaseAway;
        private int failures;

        Turn(SiteCollector collector) {
            this.collector = collector;
            this.lockName = "collection:" + collector.site().id();
        }

        boolean isDue(Instant now) {
            boolean clockPutBack = quietUntil.isAfter(now.plus(LONGEST_QUIET));
            return !running && !locks.isHeldElsewhere(lockName) && (clockPutBack || !now.isBefore(quietUntil));
        }

        /** Starts it, with a permit taken; empty: no thread could be had, and it is tried again later. */
        Optional<Future<?>> begin() {
            running = true;
            try {
                return Optional.of(threads.submit(this));
            } catch (RejectedExecutionException e) {
                over(); // The gateway stops.
            } catch (Error e) {
                failed(e);
                over();
            }
            return Optional.empty();
        }

        private void over() {
            running = false;
            permits.release();
        }

        /** Whatever is thrown ends here: nobody looks at the thread's end. */
        @Override
        public void run() {
            try {
                quietUntil = turn();
                failures = 0;
                if (databaseAway) {
                    databaseAway = false;
                    LOG.info(
                            "site {}: the database answers again",
                            collector.site().id());
                }
            } catch (RuntimeException | Error e) {
                failed(e);
            } finally {
                over();
            }
        }

        private Instant turn() {
            register();
            Optional<Locks.Held> taken = locks.take(lockName);
            if (taken.isEmpty()) {
                return quietUntil; // It stays due, and goes on once the lock is free.
            }
            try (Locks.Held held = taken.get()) {
                Instant begun = clock.instant();
                return collector.collect(() -> held.isHeld() && !stopping && mayKeepPermit(begun));
            }
        }

        private void register() {
            if (!registered) {
                Site site = collector.site();
                LocalDate since = site.since() != null
                        ? site.since()
                        : LocalDate.ofInstant(clock.instant(), site.timeZone()).minusDays(30);
                collector.register(since);
                registered = true;
            }
        }

        private void failed(Throwable e) {
            boolean store =
                    e instanceof DataAccessException || e instanceof TransactionException || e instanceof LockException;
            quietUntil = clock.instant().plus(store ? settings.firstBackoff() : doubled(failures++));
            collector.count(store ? FaultKind.STORE_UNAVAILABLE : FaultKind.INTERNAL);
            if (!store) {
                LOG.error(
                        "site {}: {}: {}",
                        collector.site().id(),
                        FaultKind.INTERNAL,
                        e.getClass().getName(),
                        e);
            } else if (!databaseAway) {
                databaseAway = true;
                LOG.error("site {}: {}: {}", collector.site().id(), FaultKind.STORE_UNAVAILABLE, e.getMessage());
            }
        }
    }
}

package io.ucmbilling.collection;

import io.ucmbilling.ucm.FaultKind;
import io.ucmbilling.ucm.Site;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.javacrumbs.shedlock.support.LockException;
import org.jspecify.annotations.Nullable;
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
 *   <li>The thread takes the site's lock; where another replica has it, it looks again later.
 *   <li>Locks that are held are extended by the tick, so that a slow UCM costs no one its site.
 *   <li>Whatever goes wrong with one site stays there; where the database does not answer, the site is looked at again
 *       after the first back-off.
 * </ol>
 */
final class Poller {
    private static final Logger LOG = LoggerFactory.getLogger(Poller.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final Duration LONGEST_TURN_OF_MANY = Duration.ofSeconds(10);
    private static final Duration LONGEST_QUIET = Duration.ofHours(26);
    private static final Duration LONGEST_LOOK_AWAY = Duration.ofSeconds(10);

    private final List<Turn> turns;
    private final SiteLocks locks;
    private final CollectionSettings settings;
    private final Clock clock;
    private final Semaphore permits;
    private final ExecutorService threads;
    private volatile boolean stopping;

    Poller(List<SiteCollector> sites, SiteLocks locks, CollectionSettings settings, Clock clock) {
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
        turns.stream().filter(Turn::mayExtend).forEach(turn -> threads.execute(turn::extendLock));
        List<Turn> due = turns.stream()
                .filter(turn -> turn.isDue(now))
                .sorted(Comparator.comparing(turn -> turn.quietUntil))
                .takeWhile(turn -> !stopping && permits.tryAcquire())
                .toList();
        List<Future<?>> started = new ArrayList<>();
        for (Turn turn : due) {
            turn.running = true;
            started.add(threads.submit(turn));
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

    private Duration whileAnotherHasIt() {
        Duration part = settings.lockLease().dividedBy(4);
        return part.compareTo(LONGEST_LOOK_AWAY) < 0 ? part : LONGEST_LOOK_AWAY;
    }

    /** One site's turns, one at a time. */
    private final class Turn implements Runnable {
        private final SiteCollector collector;
        private volatile boolean running;
        private volatile Instant quietUntil = Instant.EPOCH;
        private volatile SiteLocks.@Nullable Held lock;
        private final AtomicBoolean extending = new AtomicBoolean();
        private boolean registered;
        private boolean databaseAway;

        Turn(SiteCollector collector) {
            this.collector = collector;
        }

        boolean isDue(Instant now) {
            boolean clockPutBack = quietUntil.isAfter(now.plus(LONGEST_QUIET));
            return !running && (clockPutBack || !now.isBefore(quietUntil));
        }

        boolean mayExtend() {
            return lock != null && !stopping && extending.compareAndSet(false, true);
        }

        /** On a thread of its own, so that a database that does not answer holds up no other site. */
        void extendLock() {
            SiteLocks.Held held = lock;
            try {
                if (held != null) {
                    held.extend();
                }
            } catch (RuntimeException e) {
                LOG.debug("site {}: lock not extended", collector.site().id(), e);
            } finally {
                extending.set(false);
            }
        }

        @Override
        public void run() {
            try {
                quietUntil = turn();
                if (databaseAway) {
                    databaseAway = false;
                    LOG.info(
                            "site {}: the database answers again",
                            collector.site().id());
                }
            } catch (RuntimeException e) {
                failed(e);
            } finally {
                running = false;
                permits.release();
            }
        }

        private Instant turn() {
            register();
            Optional<SiteLocks.Held> taken = locks.take(collector.site().id());
            if (taken.isEmpty()) {
                return clock.instant().plus(whileAnotherHasIt());
            }
            SiteLocks.Held held = taken.get();
            lock = held;
            try {
                Instant begun = clock.instant();
                return collector.collect(() -> held.isHeld() && !stopping && mayKeepPermit(begun));
            } finally {
                lock = null;
                held.release();
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

        private void failed(RuntimeException e) {
            quietUntil = clock.instant().plus(settings.firstBackoff());
            boolean store =
                    e instanceof DataAccessException || e instanceof TransactionException || e instanceof LockException;
            collector.count(store ? FaultKind.STORE_UNAVAILABLE : FaultKind.INTERNAL);
            if (!store) {
                LOG.error("site {}: {}", collector.site().id(), FaultKind.INTERNAL, e);
            } else if (!databaseAway) {
                databaseAway = true;
                LOG.error("site {}: {}: {}", collector.site().id(), FaultKind.STORE_UNAVAILABLE, e.getMessage());
            }
        }
    }
}

package io.ucmbilling.collection;

import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.store.database.Locks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The loop that polls the fleet: it starts what is due and never waits for it.
 *
 * <ol>
 *   <li>Each tick, every site whose quiet time is over and that is not being collected here gets a virtual thread, as
 *       long as {@code parallel-sites} allows. The one that waits longest goes first.
 *   <li>The thread takes the site's lock. If another replica has it, the site waits until the lock is found free
 *       ({@link Locks}).
 *   <li>Whatever goes wrong with one site stays there, an {@link Error} too: it is told and counted, lock and permit
 *       are given back. If the database does not answer, the site is looked at again after the first back-off. After a
 *       fault of the gateway's own, that pause doubles.
 * </ol>
 */
final class Poller {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);
    private static final Duration LONGEST_TURN_OF_MANY = Duration.ofSeconds(10);

    private final List<PolledSite> sites;
    private final Clock clock;
    private final Semaphore permits;
    private final ExecutorService threads;
    private volatile boolean stopping;

    Poller(List<SiteCollector> collectors, Locks locks, CollectionSettings settings, Clock clock) {
        this.sites = collectors.stream()
                .map(collector -> new PolledSite(collector, locks, settings, clock))
                .toList();
        this.clock = clock;
        this.permits = new Semaphore(settings.parallelSites());
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("collect-", 0).factory());
    }

    /** Starts what is due and returns at once, with what was started. */
    @Scheduled(fixedDelayString = "PT0.5S")
    synchronized List<Future<?>> tick() {
        Instant now = clock.instant();
        List<PolledSite> due = sites.stream()
                .filter(site -> site.isDue(now))
                .sorted(Comparator.comparing(PolledSite::quietUntil))
                .toList();
        List<Future<?>> started = new ArrayList<>();
        for (PolledSite site : due) {
            if (stopping || !permits.tryAcquire()) {
                break;
            }
            begin(site).ifPresent(started::add);
        }
        return started;
    }

    /**
     * Lets passes end with the page they are at, for a while, then breaks them off: a page is kept or not, never half.
     */
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

    /** Begins a site's turn, with a permit taken; empty: no thread could be had, and it is tried again later. */
    private Optional<Future<?>> begin(PolledSite site) {
        site.begin();
        try {
            return Optional.of(threads.submit(() -> turn(site)));
        } catch (RejectedExecutionException e) {
            over(site); // The gateway stops.
        } catch (Error e) {
            site.failed(e);
            over(site);
        }
        return Optional.empty();
    }

    private void turn(PolledSite site) {
        try {
            site.turn(begun -> !stopping && mayKeepPermit(begun));
        } finally {
            over(site);
        }
    }

    private void over(PolledSite site) {
        site.over();
        permits.release();
    }

    /** If sites wait for a permit, a turn ends with the pass it is at once it has lasted a while. */
    private boolean mayKeepPermit(Instant begun) {
        return permits.availablePermits() > 0 || clock.instant().isBefore(begun.plus(LONGEST_TURN_OF_MANY));
    }
}

package io.ucmbilling.collection;

import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.store.database.Locks;
import io.ucmbilling.telemetry.Heartbeat;
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
import java.util.stream.Collectors;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The loop that polls the fleet: it starts what is due and never waits for it.
 *
 * <ol>
 *   <li>The sites are spread over the replicas that live ({@link Locks#isPreferred}). If one comes or goes, some of them move: who is to
 *       have a site no longer gives it up between two pages, and who is to have it now takes it within a beat. Nobody depends on
 *       that: whoever holds the lock may collect.
 *   <li>Each tick, every site of this replica whose quiet time is over and that is not being collected here gets a virtual thread, as
 *       long as {@code parallel-sites} allows. The one that waits longest goes first. Behind them go {@link NeglectedSites}.
 *   <li>The thread takes the site's lock. If another replica has it, the site waits until the lock is found free
 *       ({@link Locks}).
 *   <li>Whatever goes wrong with one site stays there, an {@link Error} too: it is told and counted, lock and permit
 *       are given back. If the database does not answer, the site is looked at again after the first back-off. After a
 *       fault of the gateway's own, that pause doubles.
 * </ol>
 */
final class Poller implements HealthIndicator {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final Duration LONGEST_TURN_OF_MANY = Duration.ofSeconds(10);

    private final List<PolledSite> sites;
    private final Locks locks;
    private final NeglectedSites neglected;
    private final Clock clock;
    private final Semaphore permits;
    private final ExecutorService threads;
    private final Heartbeat heartbeat = new Heartbeat();
    private volatile boolean stopping;
    private volatile long stopBy;

    Poller(
            List<SiteCollector> collectors,
            Locks locks,
            NeglectedSites.Search neglected,
            CollectionSettings settings,
            Clock clock) {
        this.locks = locks;
        this.neglected = new NeglectedSites(neglected, settings.lockLease(), clock);
        this.sites = collectors.stream()
                .map(collector -> new PolledSite(collector, locks, settings, clock))
                .toList();
        this.clock = clock;
        this.permits = new Semaphore(settings.parallelSites());
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("collect-", 0).factory());
        heartbeat.begin();
    }

    /** Starts what is due and returns at once, with what was started. */
    @Scheduled(fixedDelayString = "PT0.5S")
    synchronized List<Future<?>> tick() {
        heartbeat.beat();
        if (stopping) {
            return List.of();
        }
        locks.join();
        Instant now = clock.instant();
        if (neglected.isDue(now)) {
            threads.execute(this::lookForNeglected);
        }
        List<PolledSite> due = sites.stream()
                .filter(site ->
                        (site.isPreferred() || neglected.contains(site.site().id())) && site.isDue(now))
                .sorted(Comparator.comparing((PolledSite site) -> !site.isPreferred())
                        .thenComparing(PolledSite::quietUntil))
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

    /** Begins to stop, as the first of all: passes end with the page they are at, and other replicas take the sites. */
    @EventListener(ContextClosedEvent.class)
    @Order(Ordered.HIGHEST_PRECEDENCE)
    synchronized void leave() {
        if (!stopping) {
            stopping = true;
            stopBy = System.nanoTime() + LONGEST_STOP.toNanos();
            threads.execute(locks::leave);
            threads.shutdown();
        }
    }

    /** Waits for the ends of the passes, for a while, then breaks them off: a page is kept or not, never half. */
    void stop() {
        leave();
        heartbeat.end();
        try {
            if (!threads.awaitTermination(stopBy - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Returns down if nothing ticks any more. Health of no site: they are told by metrics. */
    @Override
    public Health health() {
        return heartbeat.health();
    }

    /** Looks which sites of other replicas nobody collects. */
    void lookForNeglected() {
        neglected.look(sites.stream()
                .filter(site -> !site.isPreferred())
                .collect(Collectors.toMap(
                        site -> site.site().id(), site -> site.site().pollInterval())));
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
            site.turn(begun -> !stopping && mayKeepPermit(begun), () -> !stopping);
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

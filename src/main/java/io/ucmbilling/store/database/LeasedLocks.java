package io.ucmbilling.store.database;

import io.ucmbilling.telemetry.Heartbeat;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.support.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Locks as leases in PostgreSQL (ShedLock's table), by the database's clock alone.
 *
 * <ol>
 *   <li>A lock is taken and given back by one statement each, which ShedLock makes, in the name of this process.
 *   <li>At each beat, a fifth of the lease, one statement renews whatever this process holds and asks which of the locks that
 *       it was refused are still held. So a thousand sites cost as much as one, and four beats may fail or be missed before
 *       a replica that lives loses anything.
 *   <li>The same statement renews the row by which this process is known as a replica that lives, and asks which others do. So the
 *       preferences of all replicas agree within a beat after one comes, and a lease and a beat after one dies ({@link Rendezvous}).
 *   <li>A lock that ran out before its renewal is lost. It is not revived: another replica may have it.
 *   <li>The lock of a replica that dies runs out after a lease and is found free a beat later: with a lease of 20 s, within 24 s.
 * </ol>
 */
final class LeasedLocks implements Locks, HealthIndicator, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedLocks.class);
    private static final int BEATS_A_LEASE = 5;

    private final LockProvider provider;
    private final LockRows rows;
    private final Heartbeat heartbeat = new Heartbeat();
    private final Duration lease;
    private final Clock clock;
    private final Map<String, HeldLock> held = new ConcurrentHashMap<>();
    private final Set<String> elsewhere = ConcurrentHashMap.newKeySet();
    private final LiveReplicas replicas;

    /** Not a virtual thread: pages that are being parsed must not keep it waiting. */
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("locks").daemon().factory());

    /** @param lease after this without a renewal, another replica may take a lock */
    LeasedLocks(DataSource dataSource, Duration lease, Clock clock) {
        JdbcTemplate template = new JdbcTemplate(dataSource);
        String process = Utils.getHostname() + " " + UUID.randomUUID();
        this.provider = new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(template)
                .withTransactionManager(new SingleStatements())
                .withLockedByValue(process)
                .usingDbTime()
                .build());
        this.rows = new LockRows(template, process, lease);
        this.replicas = new LiveReplicas(process);
        this.lease = lease;
        this.clock = clock;
    }

    /** Begins to renew. */
    void start() {
        heartbeat.begin();
        long pause = pause().toMillis();
        Future<?> _ = beats.scheduleWithFixedDelay(this::beatSafely, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Returns the time from one beat to the next. */
    Duration pause() {
        return lease.dividedBy(BEATS_A_LEASE);
    }

    /** Ends the renewals, and gives back what is still held. */
    @Override
    public void close() {
        heartbeat.end();
        beats.shutdownNow();
        giveBack(Set.copyOf(held.keySet()));
        held.clear();
    }

    @Override
    public synchronized void join() {
        if (replicas.join()) {
            try {
                rows.forgetDead();
            } catch (RuntimeException e) {
                LOG.debug("replicas that died are not forgotten", e);
            }
            beatSafely();
        }
    }

    @Override
    public synchronized void leave() {
        replicas.leave();
        giveBack(Set.of());
    }

    /** Not beside a beat, which would make this process known once more. */
    private synchronized void giveBack(Set<String> names) {
        try {
            rows.giveBack(names);
        } catch (RuntimeException e) {
            LOG.debug("locks not given back, they run out by themselves", e);
        }
    }

    @Override
    public boolean isPreferred(String name) {
        return replicas.isPreferred(name);
    }

    @Override
    public int liveReplicas() {
        return replicas.count();
    }

    /** Returns down if nothing renews the locks any more. A database that does not answer is no reason. */
    @Override
    public Health health() {
        return heartbeat.health();
    }

    @Override
    public Optional<Held> take(String name) {
        if (elsewhere.contains(name)) {
            return Optional.empty();
        }
        Optional<SimpleLock> lock = provider.lock(new LockConfiguration(clock.instant(), name, lease, Duration.ZERO));
        if (lock.isEmpty()) {
            elsewhere.add(name);
            return Optional.empty();
        }
        HeldLock taken = new HeldLock(name, lock.get(), held);
        held.put(name, taken);
        return Optional.of(taken);
    }

    @Override
    public boolean isHeldElsewhere(String name) {
        return elsewhere.contains(name);
    }

    /** Keeps an exception from ending all beats to come. */
    private void beatSafely() {
        heartbeat.beat();
        try {
            beat();
        } catch (RuntimeException e) {
            LOG.debug("locks not renewed: the database does not answer", e);
        } catch (Error e) {
            LOG.error("locks not renewed", e);
        }
    }

    synchronized void beat() {
        Map<String, HeldLock> ours = Map.copyOf(held);
        Set<String> theirs = Set.copyOf(elsewhere);
        if (ours.isEmpty() && theirs.isEmpty() && !replicas.isJoined()) {
            return;
        }
        LockRows.Beat found = rows.beat(ours.keySet(), theirs, replicas.isJoined());
        replicas.found(found.alive());
        ours.forEach((name, lock) -> {
            if (!found.renewed().contains(name)) {
                lock.lose();
            }
        });
        elsewhere.removeIf(
                name -> theirs.contains(name) && !found.heldElsewhere().contains(name));
    }
}

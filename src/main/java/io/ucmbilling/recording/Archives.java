package io.ucmbilling.recording;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.support.LockException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/**
 * Gives the archives of the sites their turns: one at a time for a site, over all replicas, each on a thread of its own.
 * A turn is shorter than the lock's lease by more than a file takes, so that no lock need be extended; where it was lost all
 * the same, a file is at worst fetched twice.
 */
final class Archives {
    private static final Duration TURN = Duration.ofMinutes(5);
    private static final Duration LEASE = Duration.ofMinutes(20);
    private static final Logger LOG = LoggerFactory.getLogger(Archives.class);

    private final List<Archive> archives;
    private final LockProvider locks;
    private final Clock clock;
    private final Set<Archive> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("archive-", 0).factory());
    private volatile boolean stopping;

    Archives(List<Archive> archives, LockProvider locks, Clock clock) {
        this.archives = archives;
        this.locks = locks;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT5S")
    void tick() {
        for (Archive archive : archives) {
            if (!stopping && archive.isDue() && running.add(archive)) {
                threads.execute(() -> run(archive));
            }
        }
    }

    private void run(Archive archive) {
        try {
            String name = "recordings:" + archive.site().id();
            Optional<SimpleLock> lock = locks.lock(new LockConfiguration(clock.instant(), name, LEASE, Duration.ZERO));
            if (lock.isPresent()) {
                turn(archive, lock.get());
            }
        } catch (DataAccessException | TransactionException | LockException e) {
            LOG.debug(
                    "site {}: archive: the database does not answer",
                    archive.site().id(),
                    e);
        } catch (RuntimeException e) {
            LOG.error("site {}: archive: the turn ended early", archive.site().id(), e);
        } finally {
            running.remove(archive);
        }
    }

    private void turn(Archive archive, SimpleLock lock) {
        try {
            Instant until = clock.instant().plus(TURN);
            archive.turn(() -> !stopping && clock.instant().isBefore(until));
        } finally {
            lock.unlock();
        }
    }

    /** What is being fetched is broken off; it is still wanted after the next start. */
    void stop() {
        stopping = true;
        threads.shutdownNow();
    }
}

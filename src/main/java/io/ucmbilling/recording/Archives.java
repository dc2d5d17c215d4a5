package io.ucmbilling.recording;

import io.ucmbilling.store.database.Locks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import net.javacrumbs.shedlock.support.LockException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/**
 * The scheduler of the sites' archives. It gives a site one turn at a time, over all replicas, each on a thread of its own.
 * A lock that is lost ends the turn with the file it is at, which is at worst fetched twice.
 */
final class Archives {
    private static final Duration TURN = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(Archives.class);

    private final List<Archive> archives;
    private final Locks locks;
    private final Clock clock;
    private final Set<Archive> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("archive-", 0).factory());
    private volatile boolean stopping;

    Archives(List<Archive> archives, Locks locks, Clock clock) {
        this.archives = archives;
        this.locks = locks;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT5S")
    void tick() {
        for (Archive archive : archives) {
            boolean due = !stopping && archive.isDue() && !locks.isHeldElsewhere(lockName(archive));
            if (due && running.add(archive)) {
                begin(archive);
            }
        }
    }

    private void begin(Archive archive) {
        boolean begun = false;
        try {
            threads.execute(() -> run(archive));
            begun = true;
        } catch (RejectedExecutionException e) {
            LOG.debug("site {}: archive: the gateway stops", archive.site().id(), e);
        } finally {
            if (!begun) {
                running.remove(archive);
            }
        }
    }

    private void run(Archive archive) {
        try {
            Optional<Locks.Held> taken = locks.take(lockName(archive));
            if (taken.isPresent()) {
                turn(archive, taken.get());
            }
        } catch (DataAccessException | TransactionException | LockException e) {
            LOG.debug(
                    "site {}: archive: the database does not answer",
                    archive.site().id(),
                    e);
        } catch (RuntimeException | Error e) {
            LOG.error("site {}: archive: the turn ended early", archive.site().id(), e);
        } finally {
            running.remove(archive);
        }
    }

    private void turn(Archive archive, Locks.Held taken) {
        try (Locks.Held held = taken) {
            Instant until = clock.instant().plus(TURN);
            archive.turn(() -> held.isHeld() && !stopping && clock.instant().isBefore(until));
        }
    }

    private static String lockName(Archive archive) {
        return "recordings:" + archive.site().id();
    }

    /** Breaks off what is being fetched. It is still wanted after the next start. */
    void stop() {
        stopping = true;
        threads.shutdownNow();
    }
}

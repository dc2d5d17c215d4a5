package io.ucmbilling.recording;

import io.ucmbilling.store.database.Locks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import net.javacrumbs.shedlock.support.LockException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;

/**
 * Schedule that runs the archivers of all sites, each on one replica at a time. A site gets one turn at a time, over
 * all replicas, each on a thread of its own. A lock that is lost ends the turn with the file it is at, which is at
 * worst fetched twice.
 */
final class ArchiverSchedule {
    private static final Duration TURN = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(ArchiverSchedule.class);

    private final List<RecordingArchiver> archivers;
    private final Locks locks;
    private final Clock clock;
    private final Set<RecordingArchiver> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("archive-", 0).factory());
    private volatile boolean stopping;

    ArchiverSchedule(List<RecordingArchiver> archivers, Locks locks, Clock clock) {
        this.archivers = archivers;
        this.locks = locks;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT5S")
    void tick() {
        for (RecordingArchiver archiver : archivers) {
            boolean due = !stopping && archiver.isDue() && !locks.isHeldElsewhere(lockName(archiver));
            if (due && running.add(archiver)) {
                begin(archiver);
            }
        }
    }

    private void begin(RecordingArchiver archiver) {
        boolean begun = false;
        try {
            threads.execute(() -> run(archiver));
            begun = true;
        } catch (RejectedExecutionException e) {
            LOG.debug("site {}: archive: the gateway stops", archiver.site().id(), e);
        } finally {
            if (!begun) {
                running.remove(archiver);
            }
        }
    }

    private void run(RecordingArchiver archiver) {
        try (Locks.@Nullable Held held = locks.take(lockName(archiver)).orElse(null)) {
            if (held != null) {
                Instant until = clock.instant().plus(TURN);
                archiver.turn(
                        () -> held.isHeld() && !stopping && clock.instant().isBefore(until));
            }
        } catch (DataAccessException | TransactionException | LockException e) {
            LOG.debug(
                    "site {}: archive: the database does not answer",
                    archiver.site().id(),
                    e);
        } catch (RuntimeException | Error e) {
            LOG.error("site {}: archive: the turn ended early", archiver.site().id(), e);
        } finally {
            running.remove(archiver);
        }
    }

    private static String lockName(RecordingArchiver archiver) {
        return "recordings:" + archiver.site().id();
    }

    /** Breaks off what is being fetched. It is still wanted after the next start. */
    void stop() {
        stopping = true;
        threads.shutdownNow();
    }
}

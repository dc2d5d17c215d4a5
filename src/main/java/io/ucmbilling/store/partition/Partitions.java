package io.ucmbilling.store.partition;

import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.PartitionLayout.Alteration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The partitions of the legs, made before they are needed: one for each of the {@link CollectedMonths}, and one in front of
 * them and one behind, with the first leg that belongs there. So a mad clock makes two partitions, whatever it shows: what a
 * statement locks stays within the collected months.
 * A query without bounds takes four locks a month, of ten years some 490. Eight at a time, half the pool, hold 4,000, and
 * PostgreSQL's defaults have room for more than 6,400.
 *
 * <ol>
 *   <li>Months whose partition this process has seen are left alone.
 *   <li>Else short transactions of their own, before the page's, under a lock that only other makers of partitions wait for.
 *   <li>When a month begins, or an earlier first day extends the collection, an edge may hold legs of months that now get a
 *       partition of their own. They are handed over aside, see {@link PartitionReshaping}: legs find a place meanwhile, so a page
 *       waits for that only a little.
 * </ol>
 */
@Component
public final class Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    private final Transactions transactions;
    private final Clock clock;
    private final ReentrantLock arranging = new ReentrantLock();
    private final AtomicBoolean reshaping = new AtomicBoolean();
    private volatile @Nullable KnownPartitions known;
    private volatile Instant reshapeAt = Instant.MIN;
    private int failures;

    /** Partitions as they were last read, and the first day that is collected of any site; null: there is no site. */
    private record KnownPartitions(
            PartitionLayout layout, @Nullable LocalDate since) {
        Alteration next(Instant now) {
            return layout.next(CollectedMonths.of(since, now));
        }
    }

    Partitions(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Returns the months that are collected now. */
    public CollectedMonths collected() {
        return CollectedMonths.of(known().since(), clock.instant());
    }

    /** Notes that some site is collected from that day on. Call it outside a transaction. */
    public void collectFrom(LocalDate since) {
        LocalDate earliest = known().since();
        if (earliest == null || since.isBefore(earliest)) {
            forget();
        }
        make(collected().all());
    }

    /** Makes what is missing for legs of these months, and of the collected ones. Call it outside a transaction. */
    public void make(Collection<YearMonth> months) {
        if (months.isEmpty()) {
            return;
        }
        boolean housed = known().layout().houses(months);
        Instant now = clock.instant();
        if (!housed || (!(known().next(now) instanceof PartitionLayout.Done) && !now.isBefore(reshapeAt))) {
            arrange(!housed);
        }
        if (!known().layout().houses(months)) {
            transactions.writing(connection -> {
                PartitionTables.lock(connection, true);
                PartitionTables.house(connection, months);
                return read(connection);
            });
        }
    }

    /** Looks at the database again next time: a page could not be stored, and somebody may have dropped a partition. */
    public void forget() {
        known = null;
        reshapeAt = Instant.MIN;
    }

    /** Begins a transaction that stores legs of these months. */
    public void enter(Connection connection, Collection<YearMonth> months) throws SQLException {
        if (!known().layout().months().containsAll(months)) {
            PartitionReshaping.awaitEnd(connection);
        }
    }

    private KnownPartitions known() {
        KnownPartitions last = known;
        return last == null ? transactions.writing(this::read) : last;
    }

    private KnownPartitions read(Connection connection) throws SQLException {
        LocalDate since = transactions
                .client()
                .sql("SELECT min(since) FROM site")
                .query(LocalDate.class)
                .optional()
                .orElse(null);
        KnownPartitions read = new KnownPartitions(PartitionTables.read(connection), since);
        known = read;
        return read;
    }

    /** Adds what can be added here and now; what an edge has to hand over is begun aside. */
    private void arrange(boolean wait) {
        if (wait) {
            arranging.lock();
        } else if (!arranging.tryLock()) {
            return;
        }
        Alteration next;
        try {
            do {
                next = transactions.writing(connection -> alter(connection, wait, false));
            } while (next instanceof PartitionLayout.Add);
        } finally {
            arranging.unlock();
        }
        if (next instanceof PartitionLayout.Reshape && reshaping.compareAndSet(false, true)) {
            patiently(Thread.ofVirtual().name("partitions").start(this::reshape));
        }
    }

    /**
     * Does what is to be done next, and returns it: {@code Done} if another maker is at it and nothing is urgent.
     *
     * @param wait whether to wait for other makers
     * @param whole whether to reshape, too
     */
    private Alteration alter(Connection connection, boolean wait, boolean whole) throws SQLException {
        if (!PartitionTables.lock(connection, wait)) {
            reshapeAt = clock.instant().plus(FIRST_PAUSE);
            return new PartitionLayout.Done();
        }
        Alteration next = read(connection).next(clock.instant());
        if (next instanceof PartitionLayout.Add(List<YearMonth> months)) {
            PartitionTables.add(connection, months);
        } else if (whole && next instanceof PartitionLayout.Reshape reshape) {
            PartitionReshaping.run(connection, reshape);
        }
        return next;
    }

    private static void patiently(Thread thread) {
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reshape() {
        try {
            Alteration next;
            do {
                next = transactions.writing(connection -> alter(connection, true, true));
            } while (!(next instanceof PartitionLayout.Done));
            failures = 0;
        } catch (DataAccessException e) {
            reshapeAt = clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << failures));
            failures = Math.min(failures + 1, MOST_DOUBLINGS);
            LOG.info("partitions of the legs: not handed over, trying again at {}: {}", reshapeAt, e.getMessage());
        } finally {
            reshaping.set(false);
        }
    }
}

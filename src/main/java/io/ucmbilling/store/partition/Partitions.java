package io.ucmbilling.store.partition;

import io.ucmbilling.store.database.AbandonedTransactions;
import io.ucmbilling.store.database.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Makes the partitions of the legs before they are needed: one for each of the {@link CollectedMonths}, and one in front of
 * them and one behind, with the first leg that belongs there. So a mad clock makes two partitions, whatever it shows: what a
 * statement locks stays within the collected months. (A query without bounds takes four locks a month, three of them of
 * indexes: of ten years some 490. Eight of them at a time, half the pool, hold 4,000; PostgreSQL's defaults have room for 6,400
 * tables and indexes that are locked and 12,800 that lock them.)
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
    private static final long MAKERS_LOCK = 0x6c65675f6d6f6eL;
    private static final YearMonth EARLIEST = YearMonth.of(2000, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_DOUBLINGS = 6;

    private final Transactions transactions;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicBoolean reshaping = new AtomicBoolean();
    private volatile @Nullable Known known;
    private volatile Instant reshapeAt = Instant.MIN;
    private int failures;

    /** What was last read. */
    private record Known(PartitionLayout layout, @Nullable LocalDate since) {}

    Partitions(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The months that are collected now. */
    public CollectedMonths collected() {
        return collected(known());
    }

    /** Some site is collected from that day on. Call it outside a transaction. */
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
        if (!housed || (!isDone(known()) && !clock.instant().isBefore(reshapeAt))) {
            arrange(!housed);
        }
        if (!known().layout().houses(months)) {
            transactions.writing(connection -> house(connection, months));
        }
    }

    /** Looks at the database again next time: a page could not be stored, and somebody may have dropped a partition. */
    public void forget() {
        known = null;
        reshapeAt = Instant.MIN;
    }

    /** First thing in a transaction that stores legs of these months. */
    public void enter(Connection connection, Collection<YearMonth> months) throws SQLException {
        if (!known().layout().months().containsAll(months)) {
            PartitionReshaping.awaitEnd(connection);
        }
    }

    private Known known() {
        Known last = known;
        return last == null ? transactions.writing(this::read) : last;
    }

    private Known read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT min(since) FROM site")) {
            row.next();
            Known read = new Known(PartitionTables.read(connection), row.getObject(1, LocalDate.class));
            known = read;
            return read;
        }
    }

    private CollectedMonths collected(Known known) {
        YearMonth last =
                YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).plusMonths(1);
        YearMonth first = known.since() == null ? last.minusMonths(1) : YearMonth.from(known.since());
        first = first.isBefore(EARLIEST) ? EARLIEST : first;
        return new CollectedMonths(first.isAfter(last) ? last : first, last);
    }

    private boolean isDone(Known known) {
        return known.layout().next(collected(known)) instanceof PartitionLayout.Done;
    }

    /** Adds what can be added here and now; what an edge has to hand over is begun aside. */
    private void arrange(boolean wait) {
        if (wait) {
            turn.lock();
        } else if (!turn.tryLock()) {
            return;
        }
        PartitionLayout.Step step;
        try {
            do {
                step = transactions.writing(connection -> lock(connection, wait) ? add(connection) : busy());
            } while (step instanceof PartitionLayout.Add);
        } finally {
            turn.unlock();
        }
        if (step instanceof PartitionLayout.Reshape && reshaping.compareAndSet(false, true)) {
            patiently(Thread.ofVirtual().name("partitions").start(this::reshape));
        }
    }

    /** Another maker is at it, and nothing is urgent. */
    private PartitionLayout.Step busy() {
        reshapeAt = clock.instant().plus(FIRST_PAUSE);
        return new PartitionLayout.Done();
    }

    private PartitionLayout.Step add(Connection connection) throws SQLException {
        Known now = read(connection);
        PartitionLayout.Step step = now.layout().next(collected(now));
        if (step instanceof PartitionLayout.Add(List<YearMonth> months)) {
            PartitionTables.add(connection, months);
        }
        return step;
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
            PartitionLayout.Step step;
            do {
                step = transactions.writing(connection -> {
                    lock(connection, true);
                    PartitionLayout.Step next = add(connection);
                    if (next instanceof PartitionLayout.Reshape reshape) {
                        PartitionReshaping.run(connection, reshape);
                    }
                    return next;
                });
            } while (!(step instanceof PartitionLayout.Done));
            failures = 0;
        } catch (DataAccessException e) {
            reshapeAt = clock.instant().plus(FIRST_PAUSE.multipliedBy(1L << failures));
            failures = Math.min(failures + 1, MOST_DOUBLINGS);
            LOG.info("partitions of the legs: not handed over, trying again at {}: {}", reshapeAt, e.getMessage());
        } finally {
            reshaping.set(false);
        }
    }

    /** Gives misdated legs their place. */
    private boolean house(Connection connection, Collection<YearMonth> months) throws SQLException {
        lock(connection, true);
        read(connection);
        for (YearMonth month : new TreeSet<>(months)) {
            PartitionLayout layout = known().layout();
            if (layout.houses(Set.of(month))) {
                continue;
            }
            if (layout.beforeEnd() == null && month.isBefore(layout.months().first())) {
                PartitionTables.add(connection, PartitionEdge.BEFORE, layout);
            } else if (layout.afterBegin() == null
                    && month.isAfter(layout.months().last())) {
                PartitionTables.add(connection, PartitionEdge.AFTER, layout);
            } else {
                PartitionTables.add(connection, List.of(month));
            }
            read(connection);
        }
        return true;
    }

    /** Until the transaction ends; gives whether it has the lock. */
    private static boolean lock(Connection connection, boolean wait) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (wait) {
                statement.execute("SET LOCAL lock_timeout = '10s'; SELECT " + AbandonedTransactions.END
                        + ", pg_advisory_xact_lock(" + MAKERS_LOCK + "); SET LOCAL lock_timeout = DEFAULT");
                return true;
            }
            try (ResultSet row = statement.executeQuery("SELECT pg_try_advisory_xact_lock(" + MAKERS_LOCK + ")")) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}

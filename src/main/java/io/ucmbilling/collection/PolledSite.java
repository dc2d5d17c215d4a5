package io.ucmbilling.collection;

import io.ucmbilling.collection.plan.CollectionSettings;
import io.ucmbilling.store.database.Locks;
import io.ucmbilling.ucm.site.FaultKind;
import io.ucmbilling.ucm.site.Site;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import net.javacrumbs.shedlock.support.LockException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One site as the {@link Poller} sees it: whether it is due and this replica's, and its turns under the site's lock, one at a time.
 *
 * <p>A turn asks for no further page once the gateway stops, the lock is lost, or another replica is to have the site.
 */
final class PolledSite {
    static final String LOCK_PREFIX = "collection:";
    private static final Logger LOG = LoggerFactory.getLogger(PolledSite.class);
    private static final Duration LONGEST_QUIET = Duration.ofHours(26);
    private static final int DAYS_BEFORE_FIRST_START = 30;

    private final SiteCollector collector;
    private final Locks locks;
    private final CollectionSettings settings;
    private final Clock clock;
    private final String lockName;
    private volatile boolean running;
    private volatile Instant quietUntil = Instant.EPOCH;
    private boolean registered;
    private boolean databaseAway;
    private int failures;

    PolledSite(SiteCollector collector, Locks locks, CollectionSettings settings, Clock clock) {
        this.collector = collector;
        this.locks = locks;
        this.settings = settings;
        this.clock = clock;
        this.lockName = LOCK_PREFIX + collector.site().id();
    }

    boolean isDue(Instant now) {
        boolean clockPutBack = quietUntil.isAfter(now.plus(LONGEST_QUIET));
        return !running && !locks.isHeldElsewhere(lockName) && (clockPutBack || !now.isBefore(quietUntil));
    }

    /** Returns whether this replica is to have it, of all that live. */
    boolean isPreferred() {
        return locks.isPreferred(lockName);
    }

    Site site() {
        return collector.site();
    }

    Instant quietUntil() {
        return quietUntil;
    }

    /** Notes that a turn begins: the site is not due until it is over. */
    void begin() {
        running = true;
    }

    void over() {
        running = false;
    }

    /**
     * Takes a turn. Nothing is thrown: nobody looks at the thread's end.
     *
     * @param mayGoOn whether a turn that began then may go on with another pass
     * @param mayAsk whether it may ask for another page
     */
    void turn(Predicate<Instant> mayGoOn, BooleanSupplier mayAsk) {
        try {
            quietUntil = collect(mayGoOn, mayAsk);
            failures = 0;
            if (databaseAway) {
                databaseAway = false;
                LOG.info("site {}: the database answers again", collector.site().id());
            }
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private Instant collect(Predicate<Instant> mayGoOn, BooleanSupplier mayAsk) {
        register();
        Optional<Locks.Held> taken = locks.take(lockName);
        if (taken.isEmpty()) {
            return quietUntil; // It stays due, and goes on once the lock is free.
        }
        try (Locks.Held held = taken.get()) {
            Instant begun = clock.instant();
            boolean neglected = !isPreferred();
            return collector.collect(
                    () -> held.isHeld() && isPreferred() && mayGoOn.test(begun),
                    () -> held.isHeld() && (neglected || isPreferred()) && mayAsk.getAsBoolean());
        }
    }

    private void register() {
        if (!registered) {
            Site site = collector.site();
            LocalDate since = site.since() != null
                    ? site.since()
                    : LocalDate.ofInstant(clock.instant(), site.timeZone()).minusDays(DAYS_BEFORE_FIRST_START);
            collector.register(since);
            registered = true;
        }
    }

    /** Counts and tells what went wrong, and leaves the site alone for a while. */
    void failed(Throwable e) {
        boolean store =
                e instanceof DataAccessException || e instanceof TransactionException || e instanceof LockException;
        quietUntil = clock.instant().plus(store ? settings.firstBackoff() : doubled(failures++));
        collector.count(store ? FaultKind.STORE_UNAVAILABLE : FaultKind.INTERNAL);
        String site = collector.site().id();
        if (!store) {
            LOG.error("site {}: {}: {}", site, FaultKind.INTERNAL, e.getClass().getName(), e);
        } else if (!databaseAway) {
            databaseAway = true;
            LOG.error("site {}: {}: {}", site, FaultKind.STORE_UNAVAILABLE, e.getMessage());
        }
    }

    private Duration doubled(int failuresBefore) {
        Duration pause = settings.firstBackoff().multipliedBy(1L << Math.min(failuresBefore, 20));
        return Collections.min(List.of(pause, settings.maxBackoff()));
    }
}

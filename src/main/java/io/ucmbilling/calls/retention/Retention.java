package io.ucmbilling.calls.retention;

import io.ucmbilling.calls.table.OldCalls;
import io.ucmbilling.store.database.Locks;
import io.ucmbilling.store.retention.KeptFrom;
import io.ucmbilling.store.retention.KeptFrom.KeptSite;
import io.ucmbilling.store.retention.OldLegs;
import io.ucmbilling.store.retention.RetentionSettings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Dropping of what is older than {@code gateway.retention}: at the start and each hour it is looked whether another month is.
 *
 * <ol>
 *   <li>The first day that is kept moves forward. From then on no leg from before it is stored, whatever a UCM still holds.
 *   <li>Calls that go across the border are erased ({@link BorderCalls}), all earlier calls and their sums are dropped ({@link OldCalls}),
 *       then the legs ({@link OldLegs}). No event is told, and no position of the feed is lost.
 *   <li>No site is asked for earlier days any more, and none of them is proven or told lost. Certificates stay.
 *   <li>Rows that belong to them go: quarantine, days of the first collection, recordings that were wanted.
 *   <li>Each step finds nothing to do if it is done again. So after a crash, or if a table was in use for too long, all is begun again an hour
 *       later, on whichever replica has the lock.
 * </ol>
 */
@Component
@EnableConfigurationProperties(RetentionSettings.class)
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final String LOCK = "retention";

    private final RetentionSettings settings;
    private final KeptFrom keptFrom;
    private final BorderCalls border;
    private final OldCalls calls;
    private final OldLegs legs;
    private final Locks locks;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();

    Retention(
            RetentionSettings settings,
            KeptFrom keptFrom,
            BorderCalls border,
            OldCalls calls,
            OldLegs legs,
            Locks locks,
            Clock clock) {
        this.settings = settings;
        this.keptFrom = keptFrom;
        this.border = border;
        this.calls = calls;
        this.legs = legs;
        this.locks = locks;
        this.clock = clock;
    }

    /** Begins to look on a thread of its own, unless it is at it. */
    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT1H")
    void tick() {
        if (settings.retention() != null && running.compareAndSet(false, true)) {
            Thread.ofVirtual().name("retention").start(this::runOrTell);
        }
    }

    private void runOrTell() {
        try {
            run();
        } catch (RuntimeException e) {
            LOG.warn("gateway.retention: interrupted, trying again in an hour: {}", e.getMessage());
            LOG.debug("gateway.retention: interrupted", e);
        } finally {
            running.set(false);
        }
    }

    /** Drops what is too old, if no other replica does. */
    void run() {
        LocalDate wanted = settings.keptFrom(clock.instant()).orElse(null);
        if (wanted == null) {
            return;
        }
        Optional<Locks.Held> taken = locks.take(LOCK);
        if (taken.isPresent()) {
            try (Locks.Held _ = taken.get()) {
                keptFrom.moveTo(wanted).ifPresent(this::drop);
            }
        }
    }

    private void drop(LocalDate day) {
        LOG.info("gateway.retention: what started before {} is dropped", day);
        List<KeptSite> sites = keptFrom.sites(day);
        sites.forEach(site -> border.erase(site, day.atStartOfDay()));
        calls.drop(day);
        legs.drop(day, sites);
        keptFrom.collectFrom(day);
        sites.forEach(site -> legs.deleteRows(site, day));
        keptFrom.dropped(day);
    }
}

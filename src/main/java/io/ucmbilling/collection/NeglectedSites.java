package io.ucmbilling.collection;

import io.ucmbilling.store.site.SiteNeglect;
import io.ucmbilling.ucm.site.FaultKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Sites that any replica may collect, whoever is to: so that one which is overloaded, or has no way to a UCM, keeps no site waiting.
 *
 * <ol>
 *   <li>A site that was due for a whole lease, while nobody had its lock for as long, is anybody's.
 *   <li>So is one at which {@value #FAILURES} passes in a row failed on the way to the UCM: another replica may have a way.
 *   <li>Each lease it is looked, by one statement, which of the sites that are to be collected elsewhere are such. If all are to be
 *       collected here, nothing is asked.
 *   <li>Who takes one does a single pass and gives it back.
 * </ol>
 */
final class NeglectedSites {
    private static final Logger LOG = LoggerFactory.getLogger(NeglectedSites.class);
    private static final int FAILURES = 3;
    private static final List<String> NO_WAY = List.of(
            FaultKind.UNREACHABLE.name(),
            FaultKind.TIMED_OUT.name(),
            FaultKind.BROKEN_OFF.name(),
            FaultKind.TLS_REFUSED.name(),
            FaultKind.ACCESS_DENIED.name());

    private final Search search;
    private final SiteNeglect.Rule rule;
    private final Clock clock;
    private final AtomicReference<Instant> lookedAt;
    private volatile Set<String> ids = Set.of();

    /** Search among sites, by how often each is to be asked, as {@link SiteNeglect#among} does it. */
    @FunctionalInterface
    interface Search {
        Set<String> among(Map<String, Duration> intervals, SiteNeglect.Rule rule, Instant now);
    }

    NeglectedSites(Search search, Duration lease, Clock clock) {
        this.search = search;
        this.rule = new SiteNeglect.Rule(PolledSite.LOCK_PREFIX, lease, FAILURES, NO_WAY);
        this.clock = clock;
        this.lookedAt = new AtomicReference<>(clock.instant());
    }

    boolean contains(String site) {
        return ids.contains(site);
    }

    /** Returns whether it is time to look. Says so once. */
    boolean isDue(Instant now) {
        Instant last = lookedAt.get();
        boolean due = now.isBefore(last) || !now.isBefore(last.plus(rule.longest()));
        return due && lookedAt.compareAndSet(last, now);
    }

    /** Looks among the sites that are to be collected elsewhere. */
    void look(Map<String, Duration> elsewhere) {
        try {
            ids = elsewhere.isEmpty() ? Set.of() : search.among(elsewhere, rule, clock.instant());
        } catch (DataAccessException e) {
            LOG.debug("sites that nobody collects are not known, looking again soon", e);
        }
    }
}

package io.ucmbilling.collection.paging;

import io.ucmbilling.collection.comparison.Comparison;
import io.ucmbilling.collection.plan.Window;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The breaker that lets one site be compared by counting ({@link Comparison}), or not. A UCM is read with the overlap
 * instead if its offsets count items, its zone is configured wrongly or its counts did not settle. Counts that did not
 * settle are tried again after a pause that doubles, since it may have been one bad hour. Safe for use by several
 * threads.
 */
final class CountingBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(CountingBreaker.class);
    private static final String UNSETTLED =
            "site {}: the count of records from {} does not settle; read with the overlap until {}, then counted again";

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(12);
    /** Between two looks that prove a count from both sides, if the newest records are held back. */
    private static final Duration PROOF_INTERVAL = Duration.ofMinutes(10);

    private final String site;
    private Instant notBefore = Instant.EPOCH;
    private Duration pause = FIRST_PAUSE;
    private Instant provenAt = Instant.EPOCH;
    private boolean nests;
    private @Nullable Instant nested;

    CountingBreaker(String site) {
        this.site = site;
    }

    synchronized boolean allows(SiteProgress progress, Instant now) {
        boolean rightZone = progress.zoneError() == null || progress.zoneError().isZero();
        boolean clockPutBack = notBefore.isAfter(now.plus(LONGEST_PAUSE));
        return progress.counting() != Counting.ITEMS && rightZone && (clockPutBack || !now.isBefore(notBefore));
    }

    /**
     * Returns whether to prove a count from both sides: now and then, and always if it is not known what offsets count.
     */
    synchronized boolean proofIsDue(SiteProgress progress, Instant now) {
        boolean ambiguous = nests && progress.counting() != Counting.LEGS;
        return ambiguous || provenAt.isAfter(now) || !now.isBefore(provenAt.plus(PROOF_INTERVAL));
    }

    /**
     * Notes a call whose legs came nested in one item.
     *
     * @param call when it started; null: none came
     */
    synchronized void nests(@Nullable Instant call) {
        if (call != null) {
            nests = true;
            nested = nested == null ? call : nested;
        }
    }

    /**
     * Returns the start of a nested call that began before then, if it is not known what offsets count. It is given
     * once.
     */
    synchronized Optional<Instant> takeNested(SiteProgress progress, Instant before) {
        Instant call = nested;
        if (progress.counting() != Counting.UNKNOWN || call == null || !call.isBefore(before)) {
            return Optional.empty();
        }
        nested = null;
        return Optional.of(call);
    }

    synchronized void proven(Instant now) {
        provenAt = now;
    }

    synchronized void settled() {
        pause = FIRST_PAUSE;
    }

    synchronized void unsettled(Window window, Instant now) {
        notBefore = now.plus(pause);
        LOG.info(UNSETTLED, site, window, notBefore);
        pause = Collections.min(List.of(pause.multipliedBy(2), LONGEST_PAUSE));
    }
}

package io.ucmbilling.store.collection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Days of a site that somebody asked to be collected anew, the earliest first. Immutable.
 *
 * @param from in the zone of the PBX, inclusive
 * @param to exclusive
 * @param nextDay the first day that is not done; to: all are
 * @param stored legs that it brought, or changed the content of. A page that a dying replica had just kept is not counted
 * @param failures readings of nextDay in a row that failed
 * @param retryAt nextDay is not read before; null: at once
 * @param failingSince when the first fault since its last progress came, of whatever pass of the site; null: none did
 * @param fault the last one since then; null: none
 */
public record RequestedCollection(
        UUID id,
        String site,
        LocalDate from,
        LocalDate to,
        CollectionState state,
        LocalDate nextDay,
        long stored,
        int failures,
        @Nullable Instant retryAt,
        @Nullable Instant failingSince,
        @Nullable CollectionFault fault) {
    /** For so long a day may fail before the collection is given up: a PBX that was switched off over night is waited for. */
    public static final Duration PATIENCE = Duration.ofHours(24);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /** How a collection stands. The names are stored. */
    public enum CollectionState {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    /** What kept a day from being read. */
    public record CollectionFault(String kind, String message, Instant at) {}

    /** Returns how many days it has. */
    public long days() {
        return ChronoUnit.DAYS.between(from, to);
    }

    /** Returns how many of them are done. */
    public long daysDone() {
        return ChronoUnit.DAYS.between(from, nextDay);
    }

    boolean isOver() {
        return state == CollectionState.DONE || state == CollectionState.FAILED;
    }

    /** Returns it at work on its next day. */
    public RequestedCollection begun() {
        return new RequestedCollection(
                id, site, from, to, CollectionState.RUNNING, nextDay, stored, failures, retryAt, failingSince, fault);
    }

    /** Returns it with more legs. */
    public RequestedCollection plus(int legs) {
        return new RequestedCollection(
                id, site, from, to, state, nextDay, stored + legs, failures, retryAt, failingSince, fault);
    }

    /** Returns it after its next day was read whole: what failed before is forgotten. */
    public RequestedCollection dayDone() {
        LocalDate next = nextDay.plusDays(1);
        CollectionState after = next.isBefore(to) ? CollectionState.RUNNING : CollectionState.DONE;
        return new RequestedCollection(id, site, from, to, after, next, stored, 0, null, null, null);
    }

    /** Returns it after a reading of its next day failed. */
    public RequestedCollection dayFailed(CollectionFault cause) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 10));
        Instant again = cause.at().plus(Collections.min(List.of(doubled, LONGEST_PAUSE)));
        return failed(cause, failures + 1, again);
    }

    /** Returns it after any other pass of the site failed: it can get no further either. */
    public RequestedCollection siteFailed(CollectionFault cause) {
        return failed(cause, failures, retryAt);
    }

    private RequestedCollection failed(CollectionFault cause, int failed, @Nullable Instant again) {
        Instant since = failingSince == null ? cause.at() : failingSince;
        boolean over = !cause.at().isBefore(since.plus(PATIENCE));
        CollectionState after = over ? CollectionState.FAILED : state;
        return new RequestedCollection(id, site, from, to, after, nextDay, stored, failed, again, since, cause);
    }

    /** Returns it after the site was seen to work: a fault that was not of its own day is over. */
    public RequestedCollection siteWorks() {
        return failures > 0
                ? this
                : new RequestedCollection(id, site, from, to, state, nextDay, stored, 0, retryAt, null, null);
    }
}

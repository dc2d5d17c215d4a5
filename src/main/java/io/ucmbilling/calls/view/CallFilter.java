package io.ucmbilling.calls.view;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Kind;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.store.database.Timestamps;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are looked for (billing contract B2): all that is asked must match. A set is asked if it is not empty, and one of its
 * items must match. All sets are sorted. Bounds of the period are rounded up to what the database can hold, so that lists and sums of
 * one filter are of the same calls.
 *
 * @param sites ids of the sites whose calls may be seen, always asked: none means that nothing matches
 * @param from inclusive; null: not asked
 * @param to exclusive; null: not asked
 * @param trunks tokens or names
 * @param parties any of caller, callee, dialled and answeredBy
 * @param recorded whether there is a recording; null: not asked
 * @param numbersMasked whether outside numbers, and trunks and account codes with such in them, match nothing (billing contract A5)
 * @param extras what the report asks beyond; {@link ExtraConditions#NONE} if numbers are masked
 */
public record CallFilter(
        Set<String> sites,
        @Nullable Instant from,
        @Nullable Instant to,
        Set<Direction> directions,
        Set<CallStatus> statuses,
        Set<Kind> kinds,
        Set<String> trunks,
        Set<NumberMatch> extensions,
        Set<NumberMatch> callers,
        Set<NumberMatch> callees,
        Set<NumberMatch> dialled,
        Set<NumberMatch> answeredBy,
        Set<NumberMatch> parties,
        Set<String> accountCodes,
        @Nullable Boolean recorded,
        SecondsRange billable,
        SecondsRange duration,
        boolean numbersMasked,
        ExtraConditions extras) {

    public CallFilter {
        if (numbersMasked && extras.isAny()) {
            throw new IllegalArgumentException(
                    "extra conditions: found some for a client from whom numbers are hidden," + " expected none");
        }
        from = rounded(from);
        to = rounded(to);
        sites = sorted(sites);
        directions = sorted(directions);
        statuses = sorted(statuses);
        kinds = sorted(kinds);
        trunks = sorted(trunks);
        extensions = sorted(extensions);
        callers = sorted(callers);
        callees = sorted(callees);
        dialled = sorted(dialled);
        answeredBy = sorted(answeredBy);
        parties = sorted(parties);
        accountCodes = sorted(accountCodes);
    }

    /** Returns the filter of all calls of those sites. */
    public static CallFilter of(Collection<String> sites) {
        return new CallFilter(
                new TreeSet<>(sites),
                null,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                null,
                SecondsRange.ANY,
                SecondsRange.ANY,
                false,
                ExtraConditions.NONE);
    }

    /** Returns whether nothing is asked beside site, direction, status and period, which sums are kept by. */
    public boolean isOfSums() {
        return asksForSetsAlone()
                && Stream.<Set<?>>of(
                                kinds, trunks, extensions, callers, callees, dialled, answeredBy, parties, accountCodes)
                        .allMatch(Set::isEmpty);
    }

    /** Returns whether nothing is asked beside site, period and one number. */
    public boolean isOfOneNumber() {
        int numbers = callers.size() + callees.size() + dialled.size() + answeredBy.size() + parties.size();
        return numbers == 1
                && !numbersMasked
                && asksForSetsAlone()
                && Stream.<Set<?>>of(directions, statuses, kinds, trunks, extensions, accountCodes)
                        .allMatch(Set::isEmpty);
    }

    private boolean asksForSetsAlone() {
        return recorded == null && !billable.isBounded() && !duration.isBounded() && !extras.isAny();
    }

    /** Returns the same filter of another period. */
    public CallFilter during(@Nullable Instant begin, @Nullable Instant end) {
        return with(begin, end, extras);
    }

    /** Returns the same filter with other conditions of the report. */
    public CallFilter with(ExtraConditions others) {
        return with(from, to, others);
    }

    private CallFilter with(@Nullable Instant begin, @Nullable Instant end, ExtraConditions others) {
        return new CallFilter(
                sites,
                begin,
                end,
                directions,
                statuses,
                kinds,
                trunks,
                extensions,
                callers,
                callees,
                dialled,
                answeredBy,
                parties,
                accountCodes,
                recorded,
                billable,
                duration,
                numbersMasked,
                others);
    }

    private static @Nullable Instant rounded(@Nullable Instant bound) {
        return bound == null ? null : Timestamps.atOrAfter(bound).toInstant();
    }

    private static <T extends Comparable<T>> Set<T> sorted(Set<T> values) {
        return Collections.unmodifiableSet(new TreeSet<>(values));
    }
}

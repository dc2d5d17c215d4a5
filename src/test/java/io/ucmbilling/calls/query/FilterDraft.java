package io.ucmbilling.calls.query;

import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Kind;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.CallHours;
import io.ucmbilling.calls.view.ExtraConditions;
import io.ucmbilling.calls.view.ExtraConditions.LocalPeriod;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.calls.view.SecondsRange;
import io.ucmbilling.store.StoreRoom;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Filter that is put together from the parts that a test names; the rest is not asked. */
public final class FilterDraft {
    public Set<String> sites = Set.of(StoreRoom.SITE, StoreRoom.OTHER);
    public Set<Direction> directions = Set.of();
    public Set<CallStatus> statuses = Set.of();
    public Set<Kind> kinds = Set.of();
    public Set<String> trunks = Set.of();
    public Set<NumberMatch> extensions = Set.of();
    public Set<NumberMatch> callers = Set.of();
    public Set<NumberMatch> callees = Set.of();
    public Set<NumberMatch> dialled = Set.of();
    public Set<NumberMatch> answeredBy = Set.of();
    public Set<NumberMatch> parties = Set.of();
    public Set<String> codes = Set.of();
    public @Nullable Boolean recorded;
    public SecondsRange billable = SecondsRange.ANY;
    public SecondsRange duration = SecondsRange.ANY;
    public boolean masked;
    public Set<String> callerNames = Set.of();
    public @Nullable CallHours hours;
    public boolean missedNotCalledBack;
    public @Nullable String freeText;
    public SecondsRange waited = SecondsRange.ANY;
    public @Nullable LocalPeriod localPeriod;

    private FilterDraft() {}

    /** Returns the filter of a period in which a test changed what it asks. */
    public static CallFilter of(@Nullable Instant from, @Nullable Instant to, Consumer<FilterDraft> change) {
        FilterDraft draft = new FilterDraft();
        change.accept(draft);
        return draft.filter(from, to);
    }

    /** Returns numbers as a client writes them. */
    public static Set<NumberMatch> numbers(String... written) {
        return Stream.of(written).map(NumberMatch::parse).collect(Collectors.toSet());
    }

    private CallFilter filter(@Nullable Instant from, @Nullable Instant to) {
        return new CallFilter(
                sites,
                from,
                to,
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
                codes,
                recorded,
                billable,
                duration,
                masked,
                new ExtraConditions(callerNames, hours, missedNotCalledBack, freeText, waited, localPeriod));
    }
}

package io.ucmbilling.calls.query;

import io.ucmbilling.call.Direction;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.call.Party;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.CallHours;
import io.ucmbilling.calls.view.ExtraConditions.LocalPeriod;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.calls.view.SecondsRange;
import io.ucmbilling.calls.view.StoredCall;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells by plain comparison which calls match a filter, of those that {@link RandomFilters} make. */
public record CallMatch(CallFilter filter, List<StoredCall> all) {

    /** Returns those of all calls that match. */
    public List<StoredCall> calls() {
        return all.stream().filter(this::matches).toList();
    }

    private static Call call(StoredCall stored) {
        return Objects.requireNonNull(stored.call());
    }

    private boolean matches(StoredCall stored) {
        Call call = call(stored);
        return filter.sites().contains(stored.site())
                && isInPeriod(call.times().startedAt())
                && isAsked(filter.directions(), call.direction())
                && isAsked(filter.statuses(), call.status())
                && (filter.trunks().isEmpty()
                        || call.trunks().stream()
                                .anyMatch(trunk -> filter.trunks().contains(trunk.name())))
                && (filter.billable().least() == null
                        || call.billableSeconds() >= filter.billable().least())
                && (filter.billable().most() == null
                        || call.billableSeconds() <= filter.billable().most())
                && matchesParties(call)
                && matchesExtras(stored);
    }

    private boolean isInPeriod(Instant at) {
        return (filter.from() == null || !at.isBefore(filter.from()))
                && (filter.to() == null || at.isBefore(filter.to()));
    }

    private static <T> boolean isAsked(Set<T> asked, T value) {
        return asked.isEmpty() || asked.contains(value);
    }

    private boolean matchesParties(Call call) {
        return any(filter.callers(), call.caller())
                && any(filter.callees(), call.callee())
                && any(filter.dialled(), call.dialled())
                && any(filter.answeredBy(), call.answeredBy())
                && any(filter.parties(), call.caller(), call.callee(), call.dialled(), call.answeredBy())
                && (filter.extensions().isEmpty()
                        || call.extensions().stream()
                                .anyMatch(own -> filter.extensions().stream().anyMatch(asked -> asked.matches(own))));
    }

    private static boolean any(Set<NumberMatch> asked, @Nullable Party... parties) {
        return asked.isEmpty()
                || Stream.of(parties)
                        .filter(Objects::nonNull)
                        .flatMap(party -> Stream.of(party.number(), party.e164()))
                        .filter(Objects::nonNull)
                        .anyMatch(number -> asked.stream().anyMatch(one -> one.matches(number)));
    }

    private boolean matchesExtras(StoredCall stored) {
        Call call = call(stored);
        Set<String> names = filter.extras().callerNames();
        return (names.isEmpty()
                        || names.stream()
                                .anyMatch(name -> contains(call.caller().name(), name)))
                && (filter.extras().freeText() == null
                        || texts(call)
                                .anyMatch(text -> contains(text, filter.extras().freeText())))
                && (filter.extras().hours() == null
                        || isIn(call, filter.extras().hours()))
                && (filter.extras().period() == null
                        || isIn(call, filter.extras().period().of(stored.site())))
                && isIn(filter.extras().waited(), call.times().waitSeconds())
                && (!filter.extras().missedNotCalledBack() || isMissed(stored));
    }

    private static boolean isIn(SecondsRange range, @Nullable Integer seconds) {
        return !range.isBounded()
                || (seconds != null
                        && (range.least() == null || seconds >= range.least())
                        && (range.most() == null || seconds <= range.most()));
    }

    private static Stream<@Nullable String> texts(Call call) {
        return Stream.of(
                call.caller().number(),
                call.caller().presented(),
                call.caller().name(),
                call.caller().e164(),
                call.callee().number(),
                call.callee().e164(),
                call.dialled().number(),
                call.dialled().e164(),
                call.answeredBy() == null ? null : call.answeredBy().number(),
                call.accountCode(),
                call.session());
    }

    /** Java ignores case letter by letter. */
    private static boolean contains(@Nullable String text, String part) {
        for (int at = 0; text != null && at <= text.length() - part.length(); at++) {
            if (text.regionMatches(true, at, part, 0, part.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(Call call, LocalPeriod period) {
        LocalDateTime local =
                LocalDateTime.ofInstant(call.times().startedAt(), call.times().offset());
        return (period.from() == null || !local.isBefore(period.from()))
                && (period.to() == null || local.isBefore(period.to()));
    }

    private static boolean isIn(Call call, CallHours hours) {
        ZoneId zone = hours.zone() == null ? call.times().offset() : hours.zone();
        LocalDateTime local = LocalDateTime.ofInstant(call.times().startedAt(), zone);
        LocalTime time = local.toLocalTime();
        boolean today = hours.days().contains(local.getDayOfWeek());
        boolean yesterday = hours.days().contains(local.getDayOfWeek().minus(1));
        boolean inside = hours.from().isBefore(hours.to())
                ? today && !time.isBefore(hours.from()) && time.isBefore(hours.to())
                : (today && !time.isBefore(hours.from())) || (yesterday && time.isBefore(hours.to()));
        return inside != hours.outside();
    }

    private boolean isMissed(StoredCall stored) {
        Call call = call(stored);
        return call.direction() == Direction.INBOUND
                && call.status() != CallStatus.ANSWERED
                && all.stream()
                        .noneMatch(later -> filter.sites().contains(later.site())
                                && call(later)
                                        .times()
                                        .startedAt()
                                        .isAfter(call.times().startedAt())
                                && isContact(stored, later));
    }

    private static boolean isContact(StoredCall missed, StoredCall later) {
        Call call = call(later);
        boolean in = call.direction() == Direction.INBOUND || call.direction() == Direction.EXTERNAL;
        boolean out = call.direction() == Direction.OUTBOUND || call.direction() == Direction.EXTERNAL;
        boolean here = missed.site().equals(later.site());
        Party caller = call(missed).caller();
        return (in && call.status() == CallStatus.ANSWERED && isSame(caller, call.caller(), here))
                || (out && isSame(caller, call.callee(), here));
    }

    private static boolean isSame(Party caller, Party other, boolean here) {
        return caller.e164() == null
                ? here && caller.number() != null && caller.number().equals(other.number())
                : caller.e164().equals(other.e164());
    }
}

package io.ucmbilling.calls.usage;

import io.ucmbilling.call.Kind;
import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.StoredCall;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Usage by plain addition over calls, one after the other (billing contract B4). */
final class ExpectedUsage {
    private ExpectedUsage() {}

    /** Returns each item as a line, with the sums by the texts of the keys. */
    static Map<List<String>, UsageItem> of(Collection<StoredCall> calls, UsageQuestion question) {
        Map<List<String>, UsageItem> items = new HashMap<>();
        if (question.keys().isEmpty()) {
            items.put(List.of(), new UsageItem(List.of(), 0, 0, 0, 0, 0, null));
        }
        for (StoredCall stored : calls) {
            Call call = Objects.requireNonNull(stored.call());
            if (matches(stored.site(), call, question.filter())) {
                parts(call, question)
                        .forEach((part, seconds) -> items.merge(
                                keys(stored.site(), call, part, question), item(call, seconds), ExpectedUsage::sum));
            }
        }
        return items;
    }

    /** Returns the buckets of waiting time (report R4), each with the counts of its calls. */
    static List<WaitingTimeBucket> waitingTimes(Collection<StoredCall> calls, CallFilter filter) {
        List<Integer> bounds = List.of(0, 5, 10, 20, 30, 60, 120);
        List<WaitingTimeBucket> buckets = new ArrayList<>();
        for (int i = 0; i < bounds.size(); i++) {
            int from = bounds.get(i);
            Integer to = i + 1 < bounds.size() ? bounds.get(i + 1) : null;
            List<CallStatus> ends = calls.stream()
                    .filter(stored -> matches(stored.site(), Objects.requireNonNull(stored.call()), filter))
                    .map(stored -> Objects.requireNonNull(stored.call()))
                    .filter(call -> call.times().waitSeconds() instanceof Integer wait
                            && wait >= from
                            && (to == null || wait < to))
                    .map(Call::status)
                    .toList();
            long answered = ends.stream().filter(CallStatus.ANSWERED::equals).count();
            buckets.add(new WaitingTimeBucket(from, to, answered, ends.size() - answered));
        }
        return buckets;
    }

    private static boolean matches(String site, Call call, CallFilter filter) {
        Instant at = call.times().startedAt();
        return filter.sites().contains(site)
                && (filter.from() == null || !at.isBefore(filter.from()))
                && (filter.to() == null || at.isBefore(filter.to()))
                && (filter.directions().isEmpty() || filter.directions().contains(call.direction()))
                && (filter.statuses().isEmpty() || filter.statuses().contains(call.status()));
    }

    /** Returns the seconds of each part that is asked for; the whole call's by an empty text if none is. */
    private static Map<String, Integer> parts(Call call, UsageQuestion question) {
        List<UsageKey> keys = question.keys();
        if (keys.contains(UsageKey.TRUNK)) {
            return call.shares().byTrunk();
        }
        if (keys.contains(UsageKey.EXTENSION)) {
            return call.shares().byExtension();
        }
        if (keys.contains(UsageKey.KIND)) {
            Map<String, Integer> kinds = new HashMap<>();
            for (Map.Entry<Kind, Integer> kind : call.shares().byKind().entrySet()) {
                kinds.put(kind.getKey().name(), kind.getValue());
            }
            return kinds;
        }
        return Map.of("", call.billableSeconds());
    }

    private static List<String> keys(String site, Call call, String part, UsageQuestion question) {
        ZoneId zone = question.zone();
        OffsetDateTime hour = call.times()
                .startedAt()
                .atOffset(zone.getRules().getOffset(call.times().startedAt()))
                .truncatedTo(ChronoUnit.HOURS);
        List<String> keys = new ArrayList<>();
        for (UsageKey key : question.keys()) {
            keys.add(
                    switch (key) {
                        case HOUR ->
                            hour.toLocalDate()
                                    + "T%02d:00:00".formatted(hour.getHour())
                                    + (hour.getOffset().getTotalSeconds() == 0
                                            ? "+00:00"
                                            : hour.getOffset().toString().substring(0, 6));
                        case DAY -> hour.toLocalDate().toString();
                        case MONTH -> hour.toLocalDate().toString().replaceFirst("-\\d\\d$", "");
                        case HOUR_OF_WEEK -> "" + ((hour.getDayOfWeek().getValue() - 1) * 24 + hour.getHour());
                        case SITE -> site;
                        case DIRECTION -> call.direction().name();
                        case STATUS -> call.status().name();
                        case TRUNK, EXTENSION, KIND -> part;
                    });
        }
        return keys;
    }

    private static UsageItem item(Call call, int seconds) {
        boolean answered = call.status() == CallStatus.ANSWERED;
        Integer duration = call.times().durationSeconds();
        Integer wait = call.times().waitSeconds();
        return new UsageItem(
                List.of(),
                1,
                answered ? 1 : 0,
                duration == null ? 0 : duration,
                seconds,
                answered && wait != null ? wait : 0,
                answered ? wait : null);
    }

    private static UsageItem sum(UsageItem one, UsageItem other) {
        Integer most = one.maxWaitSeconds() == null
                ? other.maxWaitSeconds()
                : other.maxWaitSeconds() == null
                        ? one.maxWaitSeconds()
                        : Integer.valueOf(Math.max(one.maxWaitSeconds(), other.maxWaitSeconds()));
        return new UsageItem(
                List.of(),
                one.calls() + other.calls(),
                one.answered() + other.answered(),
                one.durationSeconds() + other.durationSeconds(),
                one.billableSeconds() + other.billableSeconds(),
                one.waitSeconds() + other.waitSeconds(),
                most);
    }
}

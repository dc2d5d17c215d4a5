package io.ucmbilling.testing.pbx;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.contract.query.NumberPattern;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one request finds, cut into the containers of nested JSON.
 *
 * @param containers each with at least one leg
 * @param header the first leg of the call that every container names in {@code main_cdr}, where the page begins in the
 *     middle of a call; null: each names its own
 */
public record FoundLegs(
        List<List<ShownLeg>> containers, @Nullable ShownLeg header) {

    public static final FoundLegs NONE = new FoundLegs(List.of(), null);

    public List<ShownLeg> legs() {
        return containers.stream().flatMap(List::stream).toList();
    }

    public boolean isEmpty() {
        return containers.isEmpty();
    }

    /** Reads the question as a UCM does: bounds inclusive, times without a zone as UTC. */
    public static FoundLegs find(List<ShownLeg> ordered, CdrQuery query, Paging paging, Clock clock) {
        Predicate<ShownLeg> matcher = matcher(query, clock);
        int[] places = IntStream.range(0, ordered.size())
                .filter(place -> matcher.test(ordered.get(place)))
                .toArray();
        List<ShownLeg> matching = Arrays.stream(places).mapToObj(ordered::get).toList();
        int most = Math.min(query.numRecords(), paging.most());
        long offset = paging.ignoresOffset() ? 0 : query.offset();
        if (paging.counting() == Paging.Counting.ITEMS) {
            return new FoundLegs(page(byCall(matching), offset, most), null);
        }
        List<ShownLeg> legs = page(matching, offset, most);
        ShownLeg header = legs.isEmpty() ? null : firstOfItsCall(ordered, places[(int) offset]);
        return header == null ? new FoundLegs(byCall(legs), null) : new FoundLegs(shifted(legs), header);
    }

    private static Predicate<ShownLeg> matcher(CdrQuery query, Clock clock) {
        Instant from =
                query.startTime() == null ? Instant.MIN : query.startTime().earliest(ZoneOffset.UTC, clock);
        Instant to = query.endTime() == null ? Instant.MAX : query.endTime().latest(ZoneOffset.UTC, clock);
        long shortest = query.minDur() == null ? 0 : query.minDur();
        long longest = query.maxDur() == null ? Long.MAX_VALUE : query.maxDur();
        return leg -> {
            CdrRecord record = leg.record();
            return !leg.start().isBefore(from)
                    && !leg.start().isAfter(to)
                    && leg.billableSeconds() >= shortest
                    && leg.billableSeconds() <= longest
                    && matches(query.caller(), record.text(Field.SRC))
                    && matches(query.callee(), record.text(Field.DST))
                    && matches(query.answeredBy(), record.text(answerer(record)));
        };
    }

    private static Field answerer(CdrRecord record) {
        return record.has(Field.DSTANSWER) ? Field.DSTANSWER : Field.DSTCHANNEL_EXT;
    }

    private static boolean matches(@Nullable List<NumberPattern> patterns, String value) {
        return patterns == null || patterns.stream().anyMatch(pattern -> pattern.matches(value));
    }

    private static <T> List<T> page(List<T> all, long offset, int most) {
        int from = (int) Math.min(offset, all.size());
        return all.subList(from, Math.min(all.size(), from + most));
    }

    private static List<List<ShownLeg>> byCall(List<ShownLeg> legs) {
        List<List<ShownLeg>> calls = new ArrayList<>();
        for (ShownLeg leg : legs) {
            if (calls.isEmpty() || !calls.getLast().getFirst().call().equals(leg.call())) {
                calls.add(new ArrayList<>());
            }
            calls.getLast().add(leg);
        }
        return calls;
    }

    /** The first leg of the call of the leg at that place, null if it is that leg itself. */
    private static @Nullable ShownLeg firstOfItsCall(List<ShownLeg> ordered, int place) {
        String call = ordered.get(place).call();
        int first = place;
        while (first > 0 && ordered.get(first - 1).call().equals(call)) {
            first--;
        }
        return first == place ? null : ordered.get(first);
    }

    /**
     * What a UCM does when its page begins in the middle of a call (samples/gen4/nested-rotated.json): it sizes the
     * containers by the calls after that one, but fills them from the page's first leg on, so that neighbours mix; what is
     * left gets a container of its own.
     */
    private static List<List<ShownLeg>> shifted(List<ShownLeg> legs) {
        List<List<ShownLeg>> calls = byCall(legs);
        List<List<ShownLeg>> containers = new ArrayList<>();
        int filled = 0;
        for (List<ShownLeg> next : calls.subList(1, calls.size())) {
            containers.add(legs.subList(filled, filled + next.size()));
            filled += next.size();
        }
        containers.add(legs.subList(filled, legs.size()));
        return containers;
    }
}

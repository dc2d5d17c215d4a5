package io.ucmbilling.simulator.examination;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.simulator.client.Reply;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The first records that the server gives, in its order: what its answers are compared with.
 *
 * @param reply the answer that held them, in JSON
 * @param whole whether there are no others
 */
public record Sample(Reply reply, List<SampleRecord> records, boolean whole) {

    public int size() {
        return records.size();
    }

    public List<CdrRecord> plain() {
        return records.stream().map(SampleRecord::record).toList();
    }

    /** The value of that field that most records have and not all, of plain characters alone, short ones first; empty: none. */
    public Optional<String> common(Field field, Predicate<String> which) {
        Map<String, Long> counts = records.stream()
                .map(record -> record.text(field))
                .collect(Collectors.groupingBy(value -> value, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().matches("[0-9A-Za-z]+") && which.test(entry.getKey()))
                .filter(entry -> entry.getValue() < size())
                .min(Comparator.comparing((Map.Entry<String, Long> entry) ->
                                entry.getKey().length() > 6)
                        .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    /** A moment in the middle at which a call started, with others before and behind; empty: the starts are not known. */
    public Optional<Instant> middle() {
        List<Instant> starts = records.stream()
                .map(SampleRecord::start)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return starts.size() < records.size() || starts.isEmpty()
                ? Optional.empty()
                : Optional.of(starts.get(starts.size() / 2))
                        .filter(middle -> middle.isAfter(starts.getFirst()) && middle.isBefore(starts.getLast()));
    }
}

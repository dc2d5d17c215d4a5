package io.ucmbilling.simulator.examination;

import io.ucmbilling.contract.CdrRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Judges a filter against the sample: each record that comes must match, and each of the sample that matches must come. As the
 * records are in one order, those of the sample are among the first that match.
 *
 * @param which what matches
 * @param optional what may come beside that, or not
 */
public record FilterCheck(Examination examination, Predicate<SampleRecord> which, Predicate<SampleRecord> optional) {

    public FilterCheck(Examination examination, Predicate<SampleRecord> which) {
        this(examination, which, record -> false);
    }

    /** Asks by that query, which is the filter alone. */
    public Finding judge(String query) throws IOException, UnreadableAnswerException {
        Sample sample = examination.sample();
        Set<CdrRecord> matching =
                records(sample.records().stream().filter(which).toList());
        if (matching.isEmpty() || matching.size() == sample.size()) {
            return Finding.unknown((matching.isEmpty() ? "no record" : "every record") + " of the sample matches");
        }
        return judge(query, matching);
    }

    private Finding judge(String query, Set<CdrRecord> matching) throws IOException, UnreadableAnswerException {
        List<CdrRecord> found = examination.matching(query);
        Set<CdrRecord> others = records(examination.sample().records());
        others.removeAll(matching);
        others.removeAll(
                records(examination.sample().records().stream().filter(optional).toList()));
        Set<CdrRecord> unknown = new HashSet<>(found);
        unknown.removeAll(matching);
        long wrong = unknown.stream()
                .filter(record -> others.contains(record) || !mayMatch(record))
                .count();
        Set<CdrRecord> missing = new HashSet<>(matching);
        found.forEach(missing::remove);
        return Finding.of(
                wrong == 0 && missing.isEmpty(),
                examination.lastAsked(),
                found.size() + " records: " + wrong + " that do not match, " + missing.size()
                        + " of the sample missing",
                matching.size() + " of the sample's " + examination.sample().size()
                        + " records, and none that does not match");
    }

    /** Of a record behind the sample its start is not known. */
    private boolean mayMatch(CdrRecord record) {
        Predicate<SampleRecord> either = which.or(optional);
        return either.test(new SampleRecord(record, Instant.MAX)) || either.test(new SampleRecord(record, Instant.MIN));
    }

    private static Set<CdrRecord> records(List<SampleRecord> records) {
        Set<CdrRecord> all = new HashSet<>();
        records.forEach(record -> all.add(Objects.requireNonNull(record.record())));
        return all;
    }
}

package io.ucmbilling.simulator.check;

import io.ucmbilling.contract.Field;
import io.ucmbilling.simulator.examination.Excerpts;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Sample;
import io.ucmbilling.simulator.examination.Verdict;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found about a server.
 *
 * @param sample null: none could be read
 * @param requests that it took
 */
public record Report(URI url, @Nullable Sample sample, int requests, List<Line> lines) {
    public Report {
        lines = List.copyOf(lines);
    }

    /** One rule, and what was found. */
    public record Line(Rule rule, Finding finding) {
        /** The same, where a deviation may come of records that changed meanwhile. */
        Line uncertain() {
            return finding.verdict() != Verdict.DEVIATES
                    ? this
                    : new Line(
                            rule,
                            new Finding(
                                    Verdict.CANNOT_BE_TOLD,
                                    finding.asked(),
                                    "the records changed meanwhile; found " + finding.found(),
                                    finding.expected()));
        }
    }

    public long count(Verdict verdict) {
        return lines.stream()
                .filter(line -> line.finding().verdict() == verdict)
                .count();
    }

    /** A few words about the sample. */
    String sampleText() {
        if (sample == null || sample.size() == 0) {
            return "no records";
        }
        String first = sample.records().getFirst().text(Field.START);
        String last = sample.records().getLast().text(Field.START);
        return sample.size() + (sample.whole() ? " records, all there are, " : " records, ") + Excerpts.of(first)
                + " to " + Excerpts.of(last);
    }
}

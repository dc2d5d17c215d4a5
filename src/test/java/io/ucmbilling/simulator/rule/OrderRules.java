package io.ucmbilling.simulator.rule;

import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.RecordTimes;
import io.ucmbilling.simulator.examination.Examination;
import io.ucmbilling.simulator.examination.Finding;
import io.ucmbilling.simulator.examination.Rule;
import io.ucmbilling.simulator.examination.Rule.Area;
import io.ucmbilling.simulator.examination.SampleRecord;
import io.ucmbilling.simulator.examination.UnreadableAnswerException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The rule of the order of records (contract S3, U6). */
final class OrderRules {
    private OrderRules() {}

    static List<Rule> rules() {
        return List.of(rule("order", "records come in the order of their start", "contract S3", OrderRules::order));
    }

    private static Rule rule(String id, String says, String source, Rule.Judge judge) {
        return new Rule(id, Area.PAGING, says, source, judge);
    }

    /** By the legs' starts, or by those of their calls, as UCMs do (contract U6): the moment in the session, or the first leg's start. */
    private static Finding order(Examination examination) throws IOException, UnreadableAnswerException {
        List<SampleRecord> records = examination.sample().records();
        if (records.size() < 3) {
            return Finding.unknown("fewer than 3 records");
        }
        Map<String, Long> calls = new HashMap<>();
        records.forEach(record -> calls.merge(record.call(), second(record), Math::min));
        long byStart = turns(records.stream().map(OrderRules::second).toList());
        long byCall = turns(records.stream()
                .map(record -> Objects.requireNonNullElse(
                        RecordTimes.leadingEpoch(record.call()), calls.getOrDefault(record.call(), 0L)))
                .toList());
        long byFirstLeg = turns(records.stream()
                .map(record -> calls.getOrDefault(record.call(), 0L))
                .toList());
        long turns = Math.min(byStart, Math.min(byCall, byFirstLeg));
        return Finding.of(
                turns == 0,
                examination.sample().reply().question(),
                turns == 0 ? "ascending" : turns + " of " + records.size() + " before the one in front of them",
                "ascending by start, of the leg or of its call");
    }

    private static long second(SampleRecord record) {
        Instant start = record.start();
        if (start != null) {
            return start.getEpochSecond();
        }
        return Objects.requireNonNullElse(RecordTimes.leadingEpoch(record.text(Field.UNIQUEID)), 0L);
    }

    private static long turns(List<Long> seconds) {
        long turns = 0;
        for (int i = 1; i < seconds.size(); i++) {
            turns += seconds.get(i) < seconds.get(i - 1) ? 1 : 0;
        }
        return turns;
    }
}

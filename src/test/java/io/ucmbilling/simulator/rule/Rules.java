package io.ucmbilling.simulator.rule;

import io.ucmbilling.simulator.examination.Rule;
import java.util.List;
import java.util.stream.Stream;

/** All rules, in the order of the report. */
public final class Rules {
    public static final List<Rule> ALL = Stream.of(
                    AccessRules.rules(),
                    FormatRules.rules(),
                    ContainerRules.rules(),
                    FieldRules.rules(),
                    PagingRules.rules(),
                    OrderRules.rules(),
                    FilterRules.rules(),
                    TimeRules.rules(),
                    WrongRequestRules.rules(),
                    ListingRules.rules(),
                    FileRules.rules())
            .flatMap(List::stream)
            .toList();

    private Rules() {}

    /** The rule of that id. */
    public static Rule of(String id) {
        return ALL.stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("found " + id + ", expected the id of a rule"));
    }
}

package io.ucmbilling.billing.call;

import io.ucmbilling.billing.query.Formats;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.calls.usage.UsageKey;
import io.ucmbilling.calls.usage.UsageMeasure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of usage beside the filters of calls (billing contract B4). */
public final class UsageParameters {
    private static final int MOST_TOP = 1_000;

    /** Keys of the items, in their order. */
    public static final Parameter<UsageKey> GROUP_BY = Parameter.several("groupBy", Formats.oneOf(keys()))
            .described("Keys of the items, which come in their order; not given: one total. At most one of trunk,"
                    + " extension and kind. Texts are in the order of their characters, times in that of time.");

    /** How many items are kept. */
    public static final Parameter<Integer> TOP = Parameter.one("top", Formats.number(1, MOST_TOP))
            .described(
                    "Keeps so many items with the greatest of by; of equal ones those whose keys come first. The order"
                            + " stays that of the keys.");

    /** What top goes by. */
    public static final Parameter<UsageMeasure> BY = Parameter.one(
                    "by",
                    Formats.oneOf(
                            Map.of("calls", UsageMeasure.CALLS, "billableSeconds", UsageMeasure.BILLABLE_SECONDS)))
            .described("What top goes by: calls if it is not given. Wrong without top.");

    /** All of usage. */
    public static final List<Parameter<?>> OF_USAGE = Stream.concat(
                    CallParameters.FILTERS.stream(), Stream.of(GROUP_BY, TOP, BY))
            .toList();

    private UsageParameters() {}

    private static Map<String, UsageKey> keys() {
        return Arrays.stream(UsageKey.values()).collect(Collectors.toMap(UsageKey::text, Function.identity()));
    }
}

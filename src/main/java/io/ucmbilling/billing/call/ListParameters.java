package io.ucmbilling.billing.call;

import io.ucmbilling.billing.query.Formats;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.billing.query.ValueFormat;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.query.CallOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The parameters of lists of calls and legs beside the filters (billing contract B2). */
public final class ListParameters {
    public static final Parameter<CallOrder> ORDER = Parameter.one(
                    "order",
                    Formats.oneOf(Map.of("startedAt", CallOrder.EARLIEST_FIRST, "-startedAt", CallOrder.LATEST_FIRST)))
            .described("startedAt, the default, then id; or -startedAt, its exact reverse.");

    public static final Parameter<Boolean> COUNT = Parameter.one("count", Formats.flag())
            .described("Whether the page has count, the exact number of all that match.");

    public static final Parameter<Boolean> RAW = Parameter.one("raw", Formats.flag())
            .described(
                    "Whether each leg has raw, the record as the UCM gave it. It needs the scope admin or recordings.");

    public static final Parameter<String> CALL =
            Parameter.one("call", Formats.text()).described("Id of a call: its legs alone.");

    /** Those of the list of calls. */
    public static final List<Parameter<?>> OF_CALLS = Stream.concat(
                    CallParameters.FILTERS.stream(), Stream.of(ORDER, Parameter.LIMIT, Parameter.CURSOR, COUNT))
            .toList();

    /** Those of the list of legs. No leg is VOICEMAIL. */
    public static final List<Parameter<?>> OF_LEGS = Stream.concat(
                    CallParameters.FILTERS.stream()
                            .map(filter -> filter.equals(CallParameters.STATUS) ? statusOfLegs() : filter),
                    Stream.of(CALL, ORDER, Parameter.LIMIT, Parameter.CURSOR, RAW))
            .toList();

    private static final Set<Parameter<?>> OF_PAGES = Set.of(Parameter.LIMIT, Parameter.CURSOR, COUNT);

    private ListParameters() {}

    private static Parameter<CallStatus> statusOfLegs() {
        Map<String, CallStatus> values = new HashMap<>();
        Stream.of(CallStatus.values())
                .filter(status -> status != CallStatus.VOICEMAIL)
                .forEach(status -> values.put(status.name(), status));
        return CallParameters.STATUS.with(Formats.oneOf(values));
    }

    /** Returns the parameters of a stream of all that match, where those of pages are wrong. */
    public static List<Parameter<?>> ofStream(List<Parameter<?>> parameters) {
        List<Parameter<?>> own = new ArrayList<>(parameters);
        own.replaceAll(parameter -> OF_PAGES.contains(parameter)
                ? parameter.with(new ValueFormat<>("none: a stream has all that match", value -> Optional.empty()))
                : parameter);
        return own;
    }
}

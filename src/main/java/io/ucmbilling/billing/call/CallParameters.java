package io.ucmbilling.billing.call;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.billing.query.Formats;
import io.ucmbilling.billing.query.Parameter;
import io.ucmbilling.billing.query.ParameterValues;
import io.ucmbilling.billing.query.Period;
import io.ucmbilling.billing.query.ValueFormat;
import io.ucmbilling.call.Direction;
import io.ucmbilling.call.Kind;
import io.ucmbilling.calls.call.CallStatus;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.ExtraConditions;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.calls.view.SecondsRange;
import io.ucmbilling.contract.StorableText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The filters of calls as parameters (billing contract B2), which lists and sums share, and what they mean for a client. */
@Component
public final class CallParameters {
    public static final Parameter<String> SITE =
            Parameter.several("site", text()).described("Ids of sites; not given: all that the client may see.");
    public static final Parameter<Direction> DIRECTION =
            Parameter.several("direction", Formats.oneOf(Direction.class)).described("Seen from the PBX.");
    public static final Parameter<CallStatus> STATUS =
            Parameter.several("status", Formats.oneOf(CallStatus.class)).described("How it ended.");
    public static final Parameter<Kind> KIND =
            Parameter.several("kind", Formats.oneOf(Kind.class)).described("Any of its kinds.");
    public static final Parameter<String> TRUNK =
            Parameter.several("trunk", text()).described("Token or name of any of its trunks.");
    public static final Parameter<NumberMatch> EXTENSION = number("extension", "Any of its extensions.");
    public static final Parameter<NumberMatch> CALLER = number("caller", "Number or e164 of the caller.");
    public static final Parameter<NumberMatch> CALLEE = number("callee", "Number or e164 of the callee.");
    public static final Parameter<NumberMatch> DIALLED = number("dialled", "Number or e164 that was dialled.");
    public static final Parameter<NumberMatch> ANSWERED_BY = number("answeredBy", "Number that answered.");
    public static final Parameter<NumberMatch> PARTY =
            number("party", "Number or e164 of caller, callee, dialled or answeredBy.");
    public static final Parameter<String> ACCOUNT_CODE =
            Parameter.several("accountCode", text()).described("The account code, whole.");
    public static final Parameter<Boolean> RECORDED =
            Parameter.one("recorded", Formats.flag()).described("Whether it has a recording.");
    public static final Parameter<Integer> MIN_BILLABLE = seconds("minBillable", "Least billableSeconds, inclusive.");
    public static final Parameter<Integer> MAX_BILLABLE = seconds("maxBillable", "Most billableSeconds, inclusive.");
    public static final Parameter<Integer> MIN_DURATION = seconds("minDuration", "Least durationSeconds, inclusive.");
    public static final Parameter<Integer> MAX_DURATION = seconds("maxDuration", "Most durationSeconds, inclusive.");
    /** Those on numbers, which may be outside numbers. */
    static final Set<Parameter<NumberMatch>> NUMBERS = Set.of(CALLER, CALLEE, DIALLED, ANSWERED_BY, PARTY);

    private static final List<Parameter<?>> WITHOUT_PERIOD = List.of(
            SITE,
            DIRECTION,
            STATUS,
            KIND,
            TRUNK,
            EXTENSION,
            CALLER,
            CALLEE,
            DIALLED,
            ANSWERED_BY,
            PARTY,
            ACCOUNT_CODE,
            RECORDED,
            MIN_BILLABLE,
            MAX_BILLABLE,
            MIN_DURATION,
            MAX_DURATION);

    /** All of them. */
    public static final List<Parameter<?>> FILTERS = Stream.concat(
                    WITHOUT_PERIOD.stream(), Stream.of(Parameter.FROM, Parameter.TO, Parameter.ZONE))
            .toList();

    private final SeenSites sites;

    CallParameters(SeenSites sites) {
        this.sites = sites;
    }

    static ValueFormat<String> text() {
        return new ValueFormat<>(
                "a text that is not empty",
                value -> Formats.text().reader().read(value).map(StorableText::of));
    }

    private static Parameter<NumberMatch> number(String name, String description) {
        ValueFormat<NumberMatch> format = new ValueFormat<>(
                "a number, or what one begins with and a * behind it",
                value -> text().reader().read(value).map(NumberMatch::parse));
        return Parameter.several(name, format)
                .described(description + " As given, exactly, or by its beginning with a trailing *; *97 is exact.");
    }

    private static Parameter<Integer> seconds(String name, String description) {
        return Parameter.one(name, Formats.number(0, Integer.MAX_VALUE))
                .described(description + " Null never matches.");
    }

    /**
     * Returns the calls that a client asks for.
     *
     * @throws ProblemException if the period ends before it begins
     */
    public CallFilter filter(ParameterValues values, ApiClient client) {
        Period period = Period.of(values);
        Set<String> asked = set(values, SITE);
        return new CallFilter(
                asked.isEmpty() ? sites.of(client) : asked,
                period.from(),
                period.to(),
                set(values, DIRECTION),
                set(values, STATUS),
                set(values, KIND),
                set(values, TRUNK),
                set(values, EXTENSION),
                set(values, CALLER),
                set(values, CALLEE),
                set(values, DIALLED),
                set(values, ANSWERED_BY),
                set(values, PARTY),
                set(values, ACCOUNT_CODE),
                values.one(RECORDED).orElse(null),
                range(values, MIN_BILLABLE, MAX_BILLABLE),
                range(values, MIN_DURATION, MAX_DURATION),
                client.mask(),
                ExtraConditions.NONE);
    }

    /**
     * Returns the filters as understood, part by part, for cursors: the same for every spelling that reads the same. A date and the
     * instant that it stands for are the same.
     */
    public static List<String> asUnderstood(ParameterValues values) {
        List<String> parts = new ArrayList<>(values.asUnderstood(WITHOUT_PERIOD));
        Period period = Period.of(values);
        parts.add(String.valueOf(period.from()));
        parts.add(String.valueOf(period.to()));
        parts.add(period.zone().getId());
        return parts;
    }

    private static <T> Set<T> set(ParameterValues values, Parameter<T> parameter) {
        return new HashSet<>(values.all(parameter));
    }

    private static SecondsRange range(ParameterValues values, Parameter<Integer> least, Parameter<Integer> most) {
        return new SecondsRange(values.one(least).orElse(null), values.one(most).orElse(null));
    }
}

package io.ucmbilling.calls.erasure;

import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.CallHours;
import io.ucmbilling.calls.view.ExtraConditions;
import io.ucmbilling.calls.view.ExtraConditions.LocalPeriod;
import io.ucmbilling.calls.view.NumberMatch;
import io.ucmbilling.calls.view.SecondsRange;
import io.ucmbilling.contract.Excerpt;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A filter in words for the audit, which must not keep what is erased: of numbers at most three digits are told, of names and codes only
 * how many were asked for.
 */
final class ErasureText {
    /** Values of one kind that are told. */
    private static final int MOST = 20;

    private ErasureText() {}

    static String of(CallFilter filter) {
        List<String> parts = new ArrayList<>();
        parts.add("site " + some(filter.sites().stream()));
        add(parts, "from", filter.from());
        add(parts, "to", filter.to());
        addAll(parts, "direction", filter.directions());
        addAll(parts, "status", filter.statuses());
        addAll(parts, "kind", filter.kinds());
        addCount(parts, "trunk", filter.trunks());
        addNumbers(parts, "extension", filter.extensions());
        addNumbers(parts, "caller", filter.callers());
        addNumbers(parts, "callee", filter.callees());
        addNumbers(parts, "dialled", filter.dialled());
        addNumbers(parts, "answeredBy", filter.answeredBy());
        addNumbers(parts, "party", filter.parties());
        addCount(parts, "accountCode", filter.accountCodes());
        add(parts, "recorded", filter.recorded());
        addRange(parts, "billable", filter.billable());
        addRange(parts, "duration", filter.duration());
        addExtras(parts, filter.extras());
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + " " + value);
        }
    }

    private static void addAll(List<String> parts, String name, Collection<?> values) {
        if (!values.isEmpty()) {
            parts.add(name + " " + some(values.stream().map(Object::toString)));
        }
    }

    private static void addNumbers(List<String> parts, String name, Collection<NumberMatch> numbers) {
        if (!numbers.isEmpty()) {
            parts.add(name + " " + some(numbers.stream().map(ErasureText::masked)));
        }
    }

    private static String masked(NumberMatch number) {
        String text = Excerpt.masked(number.text());
        return switch (number.kind()) {
            case WHOLE -> text;
            case BEGINNING -> text + "*";
            case ANYWHERE -> "*" + text + "*";
        };
    }

    private static void addExtras(List<String> parts, ExtraConditions extras) {
        addCount(parts, "callerName", extras.callerNames());
        if (extras.hours() != null) {
            CallHours hours = extras.hours();
            parts.add("%s hours %s %s to %s in %s"
                    .formatted(
                            hours.outside() ? "outside" : "in",
                            some(hours.days().stream().map(DayOfWeek::toString)),
                            hours.from(),
                            hours.to(),
                            hours.zone() == null ? "each site's own zone" : hours.zone()));
        }
        if (extras.missedNotCalledBack()) {
            parts.add("missed and not called back");
        }
        addRange(parts, "waited", extras.waited());
        LocalPeriod period = extras.period();
        if (period != null) {
            parts.add("by the PBXs' clocks from " + period.from() + " to " + period.to()
                    + (period.ofSites().isEmpty() ? "" : ", at other sites by the date there"));
        }
        if (extras.freeText() != null) {
            parts.add("free text");
        }
    }

    private static void addCount(List<String> parts, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            parts.add(name + ": " + values.size() + " of them");
        }
    }

    private static void addRange(List<String> parts, String name, SecondsRange range) {
        if (range.isBounded()) {
            parts.add(name + " " + bound(range.least()) + " to " + bound(range.most()) + " s");
        }
    }

    private static String bound(@Nullable Integer seconds) {
        return seconds == null ? "any" : seconds.toString();
    }

    private static String some(Stream<String> values) {
        List<String> all = values.toList();
        String told = all.stream().limit(MOST).collect(Collectors.joining(", "));
        return all.size() > MOST ? told + " and " + (all.size() - MOST) + " more" : told;
    }
}

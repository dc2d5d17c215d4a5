package io.ucmbilling.billing.query;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The formats that values of parameters have (billing contract B1). Nothing is trimmed. */
public final class Formats {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Names of the tz database that Java's own copy of it lacks, and the names that the database links them to. */
    private static final Map<String, String> ZONES_OF_OTHER_NAME =
            Map.of("EST", "America/Panama", "MST", "America/Phoenix", "HST", "Pacific/Honolulu", "ROC", "Asia/Taipei");

    private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");

    private Formats() {}

    public static ValueFormat<String> text() {
        return new ValueFormat<>(
                "a text that is not empty", value -> Optional.of(value).filter(text -> !text.isEmpty()));
    }

    /** Returns the format of a whole number, in decimal digits alone, bounds inclusive. */
    public static ValueFormat<Integer> number(int least, int most) {
        return new ValueFormat<>(
                "a whole number from " + least + " to " + most,
                ValueSchema.number(least, most),
                value -> Optional.of(value)
                        .filter(text -> DIGITS.matcher(text).matches())
                        .map(Long::valueOf)
                        .filter(number -> number >= least && number <= most)
                        .map(Long::intValue));
    }

    public static ValueFormat<Boolean> flag() {
        Map<String, Boolean> values = Map.of("true", true, "false", false);
        return new ValueFormat<>(
                "one of false, true", ValueSchema.FLAG, value -> Optional.ofNullable(values.get(value)));
    }

    /** Returns the format of an enumeration, whose names are case-sensitive. */
    public static <E extends Enum<E>> ValueFormat<E> oneOf(Class<E> type) {
        Map<String, E> values = new TreeMap<>();
        for (E constant : type.getEnumConstants()) {
            values.put(constant.name(), constant);
        }
        return oneOf(values);
    }

    /** Returns the format of a few names that stand for values. */
    public static <T> ValueFormat<T> oneOf(Map<String, T> values) {
        List<String> names = List.copyOf(new TreeMap<>(values).keySet());
        return new ValueFormat<>(
                "one of " + String.join(", ", names),
                ValueSchema.oneOf(names),
                value -> Optional.ofNullable(values.get(value)));
    }

    /** Returns the format of a zone: a name of the tz database, not an offset. */
    public static ValueFormat<ZoneId> zone() {
        return new ValueFormat<>(
                "a name of the tz database such as America/Chicago",
                value -> Optional.of(value)
                        .filter(name -> ZONES_OF_OTHER_NAME.containsKey(name)
                                || ZoneId.getAvailableZoneIds().contains(name))
                        .map(name -> ZoneId.of(name, ZONES_OF_OTHER_NAME)));
    }

    /** Returns the format of a day. */
    public static ValueFormat<LocalDate> date() {
        return new ValueFormat<>(
                "a date such as 2026-03-01",
                value -> Optional.of(value)
                        .filter(text -> DATE.matcher(text).matches())
                        .flatMap(text -> parsed(text, LocalDate::parse)));
    }

    /** Returns the format of {@code from} and {@code to}. */
    public static ValueFormat<PeriodBound> bound() {
        return new ValueFormat<>(
                "a date such as 2026-03-01, or an RFC 3339 instant with offset such as 2026-03-01T00:00:00Z or"
                        + " 2026-03-01T00:00:00+01:00, in which + is sent as %2B",
                Formats::bound);
    }

    private static Optional<PeriodBound> bound(String text) {
        if (DATE.matcher(text).matches()) {
            return parsed(text, LocalDate::parse).map(PeriodBound.Day::new);
        }
        return Rfc3339.instant(text).map(PeriodBound.Moment::new);
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

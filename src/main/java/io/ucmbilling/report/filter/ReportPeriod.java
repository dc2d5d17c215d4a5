package io.ucmbilling.report.filter;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Period by the wall clock.
 *
 * @param from inclusive; null: from the first call on
 * @param to exclusive; null: to the last one
 */
public record ReportPeriod(
        @Nullable LocalDateTime from, @Nullable LocalDateTime to) {
    static final ReportPeriod ALL = new ReportPeriod(null, null);

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9999;
    private static final int DATE_LENGTH = "2026-03-05".length();
    private static final LocalDate LAST_DAY = LocalDate.of(LAST_YEAR, 12, 31);
    private static final LocalDateTime LAST = LAST_DAY.atTime(23, 59, 59);

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd['T'][' ']HH:mm[:ss]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    static ReportPeriod of(QuickRange range, LocalDate today) {
        return new ReportPeriod(
                range.first(today).atStartOfDay(), range.behind(today).atStartOfDay());
    }

    /**
     * Reads the begin of a period as it is typed, such as {@code 2026-03-05T12:00}, {@code 2026-03-05 12:00:30} or {@code 2026-03-05}, which
     * is its midnight.
     *
     * @return empty: it is no time of the years 1900 to 9999
     */
    static Optional<LocalDateTime> begin(String typed) {
        return isDate(typed) ? date(typed).map(LocalDate::atStartOfDay) : time(typed);
    }

    /** Reads the end of a period, in the same way. A date belongs to the period: the end lies behind it. */
    static Optional<LocalDateTime> end(String typed) {
        return isDate(typed)
                ? date(typed)
                        .map(day ->
                                day.equals(LAST_DAY) ? LAST : day.plusDays(1).atStartOfDay())
                : time(typed);
    }

    /** Returns whether what is typed is a date without a time, if it is anything. */
    static boolean isDate(String typed) {
        return typed.length() == DATE_LENGTH;
    }

    private static Optional<LocalDate> date(String typed) {
        return parse(typed, text -> LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE), LocalDate::getYear);
    }

    private static Optional<LocalDateTime> time(String typed) {
        return parse(typed, text -> LocalDateTime.parse(text, TIME), LocalDateTime::getYear);
    }

    private static <T> Optional<T> parse(String typed, Function<String, T> parser, ToIntFunction<T> year) {
        try {
            return Optional.of(parser.apply(typed))
                    .filter(read -> year.applyAsInt(read) >= FIRST_YEAR && year.applyAsInt(read) <= LAST_YEAR);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Returns a time as a field of a form has it; of null, nothing. */
    public static String field(@Nullable LocalDateTime time) {
        return time == null ? "" : FIELD.format(time);
    }
}

package io.ucmbilling.contract.query;

import io.ucmbilling.contract.Excerpt;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reader and writer of startTime and endTime (contract S2, <i>Time</i>). */
final class QueryTimes {
    private static final Pattern EPOCH = Pattern.compile("[0-9]{10}");
    private static final Pattern TIME = Pattern.compile("(?:([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T|$))?"
            + "(?:([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,3})?)?)(Z|[-+ ][0-9]{2}:[0-9]{2})?)?");
    /** The date of a time of day that has none (guide: "Strings without a date have a default value of 2000-01-01"). */
    private static final LocalDate NO_DATE = LocalDate.of(2000, 1, 1);

    private static final DateTimeFormatter WALL_CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT);
    private static final String EXPECTED =
            "YYYY-MM-DD, YYYY-MM-DDTHH:MM[:SS[.SSS]], HH:MM[:SS[.SSS]], now or ten digits";
    private static final long FIRST_TEN_DIGITS = 1_000_000_000L;
    private static final long LAST_TEN_DIGITS = 9_999_999_999L;
    private static final int MOST_OFFSET_SECONDS = (23 * 60 + 59) * 60;

    private QueryTimes() {}

    static TimeBound parse(String value) throws WrongValueException {
        if (value.equals("now")) {
            return new TimeBound.Now();
        }
        if (EPOCH.matcher(value).matches()) {
            return new TimeBound.At(Instant.ofEpochSecond(Long.parseLong(value)));
        }
        Matcher parts = TIME.matcher(value);
        if (value.isEmpty() || value.endsWith("T") || !parts.matches()) {
            throw new WrongValueException(Excerpt.of(value), EXPECTED);
        }
        try {
            return bound(parts);
        } catch (DateTimeException e) {
            throw new WrongValueException(Excerpt.of(value) + ", which is on no calendar or clock", EXPECTED);
        }
    }

    /** Returns the bound as a value that reads back the same: epoch seconds if ten digits hold them, else ISO. */
    static String text(TimeBound bound) {
        return switch (bound) {
            case TimeBound.Now now -> "now";
            case TimeBound.WallClock wallClock -> wallClock.time().format(WALL_CLOCK);
            case TimeBound.At(Instant instant) -> instant(instant);
        };
    }

    private static TimeBound bound(Matcher parts) {
        LocalDate date = parts.group(1) == null ? NO_DATE : LocalDate.parse(parts.group(1));
        if (parts.group(2) == null) {
            return new TimeBound.At(date.atStartOfDay().toInstant(ZoneOffset.UTC));
        }
        LocalDateTime time = date.atTime(LocalTime.parse(parts.group(2)));
        String zone = parts.group(3);
        return zone == null
                ? new TimeBound.WallClock(time)
                : new TimeBound.At(time.toInstant(ZoneOffset.UTC).minusSeconds(offsetSeconds(zone)));
    }

    /** Reads an offset. Offsets go to 23:59, further than {@link ZoneOffset} does. */
    private static int offsetSeconds(String zone) {
        if (zone.equals("Z")) {
            return 0;
        }
        int seconds = LocalTime.parse(zone.substring(1)).toSecondOfDay();
        return zone.startsWith("-") ? -seconds : seconds;
    }

    private static String instant(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (instant.getNano() == 0 && seconds >= FIRST_TEN_DIGITS && seconds <= LAST_TEN_DIGITS) {
            return Long.toString(seconds);
        }
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        // An offset moves what lies at either end of the four-digit years back into them.
        if (time.getYear() < 0) {
            return time.plusSeconds(MOST_OFFSET_SECONDS).format(WALL_CLOCK) + "+23:59";
        }
        if (time.getYear() > 9999) {
            return time.minusSeconds(MOST_OFFSET_SECONDS).format(WALL_CLOCK) + "-23:59";
        }
        return time.format(WALL_CLOCK) + "Z";
    }
}

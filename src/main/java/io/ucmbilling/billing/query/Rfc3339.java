package io.ucmbilling.billing.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Instants as RFC 3339 writes them: every one, also with what the classes of Java leave out. */
final class Rfc3339 {
    private static final Pattern INSTANT =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[Tt](\\d{2}:\\d{2}):(\\d{2})(?:\\.(\\d+))?([Zz]|[+-]\\d{2}:\\d{2})");
    private static final String LEAP_SECOND = "60";
    private static final int NANO_DIGITS = 9;
    private static final int DAY_SECONDS = 86_400;

    private Rfc3339() {}

    /**
     * Reads an instant. Offsets go to 23:59, a fraction has any number of digits, of which nine count, and a leap second at the end of
     * a day in UTC is the first second of the next.
     */
    static Optional<Instant> instant(String text) {
        Matcher parts = INSTANT.matcher(text);
        try {
            return parts.matches() ? Optional.of(instant(parts)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(Matcher parts) {
        boolean leaps = parts.group(3).equals(LEAP_SECOND);
        LocalTime time = LocalTime.parse(parts.group(2) + ":" + (leaps ? "59" : parts.group(3)));
        Instant whole = LocalDate.parse(parts.group(1))
                .atTime(time)
                .toInstant(ZoneOffset.UTC)
                .minusSeconds(offset(parts.group(5)))
                .plusSeconds(leaps ? 1 : 0);
        if (leaps && Math.floorMod(whole.getEpochSecond(), DAY_SECONDS) != 0) {
            throw new DateTimeException("no leap second: " + whole);
        }
        return whole.plusNanos(nanos(parts.group(4) == null ? "" : parts.group(4)));
    }

    /** Returns the seconds by which the clock is ahead of UTC. */
    private static int offset(String offset) {
        if (offset.length() == 1) {
            return 0;
        }
        int seconds = LocalTime.parse(offset.substring(1)).toSecondOfDay();
        return offset.charAt(0) == '-' ? -seconds : seconds;
    }

    private static int nanos(String fraction) {
        String digits = fraction.substring(0, Math.min(NANO_DIGITS, fraction.length()));
        return digits.isEmpty() ? 0 : Integer.parseInt(digits + "0".repeat(NANO_DIGITS - digits.length()));
    }
}

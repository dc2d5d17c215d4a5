package io.ucmbilling.billing.call;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants with an offset that is always written as {@code ±hh:mm}, also that of UTC (billing contract B1). */
final class LocalTimes {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final int MINUTE = 60;

    private LocalTimes() {}

    /** Returns that instant. Seconds of an offset, which zones had before 1972, are left out, and the time of day fits. */
    static String of(Instant instant, ZoneOffset offset) {
        int minutes = offset.getTotalSeconds() / MINUTE;
        return FORMAT.format(instant.atOffset(ZoneOffset.ofTotalSeconds(minutes * MINUTE)));
    }
}

package io.ucmbilling.report.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the vendor's guide writes times and durations in its tables (chapter "CDR REPORT"), whatever the reader's locale. */
public final class GuideFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

    private GuideFormat() {}

    /** Returns such as {@code 2013-03-27 16:47:03}. */
    public static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    /** Returns the zone's short name at that time, such as {@code CET}. */
    public static String zone(Instant instant, ZoneId zone) {
        return ZONE.format(instant.atZone(zone));
    }

    /** Returns the short name of a zone for a whole table: such as {@code IST}; of one that changes its clock, such as {@code CT}. */
    public static String zone(ZoneId zone, Instant now) {
        boolean changes = zone.getRules().nextTransition(now) != null;
        return changes ? zone.getDisplayName(TextStyle.SHORT, Locale.ENGLISH) : zone(now, zone);
    }

    /** Returns such as {@code 0:13:45}; hours have as many digits as they need. Of null, nothing. */
    public static String duration(@Nullable Duration duration) {
        return duration == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        duration.toHours(),
                        duration.toMinutesPart(),
                        duration.toSecondsPart());
    }
}

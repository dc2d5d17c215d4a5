package io.ucmbilling.report.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names of files: ASCII letters, digits, dots and hyphens alone, and nothing that a user or a UCM wrote. */
public final class FileName {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private FileName() {}

    /** Returns the name of a file that was made at that time, such as {@code cdr-report-20260305-120000.csv}; the time is UTC. */
    public static String madeAt(Instant time, FileFormat format) {
        return "cdr-report-" + SECOND.format(time) + "." + format.key();
    }

    /**
     * Returns the name of the file of a period, such as {@code cdr-report-2026-03-01-2026-03-31.csv}.
     *
     * @param first its first day
     * @param last its last day
     * @param ending of the name, without its dot
     */
    public static String ofDays(LocalDate first, LocalDate last, String ending) {
        return "cdr-report-" + first + (first.equals(last) ? "" : "-" + last) + "." + ending;
    }
}

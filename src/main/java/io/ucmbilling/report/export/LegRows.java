package io.ucmbilling.report.export;

import io.ucmbilling.contract.CdrRecord;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Rows of the sheet of legs: the number of their call, its site, and the guide's columns as the UCM gave them. What is no time or no
 * number of seconds is text.
 *
 * @param columns of the guide, in their order
 */
record LegRows(List<LegColumn> columns) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final int TIME_LENGTH = 19;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    /**
     * @param call the call's number in the sheet of calls
     * @param site the site's id
     */
    void write(SheetRow row, long call, String site, CdrRecord record) {
        row.number(0, call);
        row.text(1, site);
        for (int i = 0; i < columns.size(); i++) {
            int column = i + 2;
            String value = columns.get(i).of(record);
            switch (columns.get(i).type()) {
                case TEXT -> row.text(column, value);
                case TIME -> time(row, column, value);
                case DURATION -> duration(row, column, value);
            }
        }
    }

    private static void time(SheetRow row, int column, String value) {
        if (value.length() == TIME_LENGTH) {
            try {
                row.time(column, LocalDateTime.parse(value, TIME), "");
                return;
            } catch (DateTimeParseException e) {
                // No time, such as 0000-00-00 00:00:00: text.
            }
        }
        row.text(column, value);
    }

    private static void duration(SheetRow row, int column, String value) {
        if (SECONDS.matcher(value).matches()) {
            row.duration(column, Integer.valueOf(value));
        } else {
            row.text(column, value);
        }
    }
}

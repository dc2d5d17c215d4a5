package io.ucmbilling.report.export;

import java.time.LocalDateTime;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Row of a sheet, whose cells are typed. Strings stand in their cells, so none is ever a formula. */
record SheetRow(Worksheet sheet, int row) {
    private static final String TIME = "yyyy-mm-dd hh:mm:ss";
    private static final String DURATION = "[h]:mm:ss";
    private static final double SECONDS_A_DAY = 86_400;

    /** Days before it are counted wrong by spreadsheets. */
    private static final LocalDateTime FIRST_TIME = LocalDateTime.of(1900, 3, 1, 0, 0);

    private static final LocalDateTime BEHIND_TIMES = LocalDateTime.of(10_000, 1, 1, 0, 0);

    /** @param text empty: the cell is */
    void text(int column, String text) {
        if (!text.isEmpty()) {
            sheet.inlineString(row, column, CellText.of(text));
        }
    }

    void title(int column, String text) {
        text(column, text);
        sheet.style(row, column).bold().set();
    }

    void number(int column, long number) {
        sheet.value(row, column, number);
    }

    /**
     * Writes a time by a wall clock. One that a spreadsheet has no number for is text.
     *
     * @param behind what is shown behind each time, such as the short name of its zone; empty: nothing
     */
    void time(int column, LocalDateTime time, String behind) {
        if (time.isBefore(FIRST_TIME) || !time.isBefore(BEHIND_TIMES)) {
            text(column, time.toString());
            return;
        }
        sheet.value(row, column, time);
        String literal = behind.replace("\"", "").replace("\\", "");
        sheet.style(row, column)
                .format(literal.isEmpty() ? TIME : TIME + " \"" + literal + '"')
                .set();
    }

    /** @param seconds null: the cell is empty */
    void duration(int column, @Nullable Integer seconds) {
        if (seconds != null) {
            sheet.value(row, column, seconds / SECONDS_A_DAY);
            sheet.style(row, column).format(DURATION).set();
        }
    }
}

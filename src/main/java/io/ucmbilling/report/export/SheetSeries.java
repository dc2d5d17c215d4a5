package io.ucmbilling.report.export;

import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind in a workbook, below a header that stays while one scrolls. Where a sheet is full they go on in a further one, whose
 * name has a number behind it. Only some rows are held: what is behind them is written.
 */
final class SheetSeries {
    private static final int HELD_ROWS = 500;

    private final Workbook workbook;
    private final String name;
    private final List<ReportColumn> columns;
    private final int mostRows;
    private int sheets;
    private int nextRow;
    private @Nullable Worksheet sheet;

    /**
     * @param name of the first sheet
     * @param mostRows of a sheet, the header counted
     */
    SheetSeries(Workbook workbook, String name, List<? extends ReportColumn> columns, int mostRows) {
        this.workbook = workbook;
        this.name = name;
        this.columns = List.copyOf(columns);
        this.mostRows = mostRows;
    }

    /** Returns the next row, to be filled before another one is asked for. */
    SheetRow next() throws IOException {
        Worksheet current = sheet;
        if (current != null && nextRow == mostRows) {
            current.finish();
            current = null;
        }
        if (current == null) {
            current = begin();
        } else if (nextRow % HELD_ROWS == 0) {
            current.flush();
        }
        return new SheetRow(current, nextRow++);
    }

    private Worksheet begin() {
        sheets++;
        Worksheet begun = workbook.newWorksheet(sheets == 1 ? name : name + " " + sheets);
        begun.freezePane(0, 1);
        SheetRow header = new SheetRow(begun, 0);
        for (int column = 0; column < columns.size(); column++) {
            begun.width(column, columns.get(column).width());
            header.title(column, columns.get(column).title());
        }
        nextRow = 1;
        sheet = begun;
        return begun;
    }

    /** Ends the last sheet. A series without rows has one, with its header. */
    void end() throws IOException {
        Worksheet last = sheet;
        (last == null ? begin() : last).finish();
        sheet = null;
    }
}

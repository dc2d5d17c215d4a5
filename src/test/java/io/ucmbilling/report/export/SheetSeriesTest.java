package io.ucmbilling.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.Test;

class SheetSeriesTest {
    private static final List<CallColumn> ONE = List.of(CallColumn.SITE);

    /** Writes rows. */
    @FunctionalInterface
    private interface RowWriter {
        void write(SheetSeries rows) throws IOException;
    }

    private static WorkbookText sheets(int mostRows, RowWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "Test", "1.0")) {
            SheetSeries rows = new SheetSeries(workbook, "Calls", ONE, mostRows);
            writer.write(rows);
            rows.end();
        }
        return new WorkbookText(out.toByteArray());
    }

    @Test
    void goesOnInFurtherSheets() throws IOException {
        WorkbookText sheets = sheets(3, rows -> {
            for (int i = 1; i <= 5; i++) {
                rows.next().text(0, "row " + i);
            }
        });

        assertThat(sheets.sheets()).containsExactly("Calls", "Calls 2", "Calls 3");
        assertThat(sheets.texts("Calls", 2)).containsExactly("row 2");
        assertThat(sheets.texts("Calls 2", 0)).containsExactly("Site");
        assertThat(sheets.texts("Calls 3", 1)).containsExactly("row 5");
    }

    @Test
    void hasAHeaderWithoutRows() throws IOException {
        assertThat(sheets(3, rows -> {}).rows("Calls")).hasSize(1);
    }

    @Test
    void losesNoneOfManyRows() throws IOException {
        WorkbookText sheets = sheets(10_000, rows -> {
            for (int i = 1; i <= 1_500; i++) {
                rows.next().number(0, i);
            }
        });

        assertThat(sheets.rows("Calls")).hasSize(1_501);
        assertThat(sheets.texts("Calls", 1_500)).containsExactly("1500");
    }

    @Test
    void writesATimeThatSpreadsheetsDoNotKnowAsText() throws IOException {
        WorkbookText sheets = sheets(3, rows -> rows.next().time(0, LocalDateTime.of(1800, 1, 1, 0, 0), ""));

        assertThat(sheets.rows("Calls").get(1).getFirst().type()).isEqualTo("inlineStr");
    }
}

package io.ucmbilling.report.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.ucmbilling.contract.CdrRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The guide's CSV, one line a leg (report contract R2): values as the UCM gave them, times by the PBX's wall clock. UTF-8, quoted by
 * RFC 4180 where a value needs it, lines end with CRLF.
 *
 * <p>Control characters that turn the direction of writing are kept: they change how a value looks and not which one it is, and what
 * stands in the file is to be what the UCM gave.
 */
final class GuideCsv {
    private static final int BUFFER = 1 << 16;

    private final List<LegColumn> columns;
    private final CsvWriter csv;

    GuideCsv(List<LegColumn> columns, OutputStream out) {
        this.columns = columns;
        this.csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(BUFFER)
                .build(out, StandardCharsets.UTF_8);
        csv.writeRecord(columns.stream().map(LegColumn::title).toList());
    }

    void leg(CdrRecord record) {
        csv.writeRecord(columns.stream()
                .map(column -> FormulaGuard.guarded(column.of(record)))
                .toList());
    }

    /** Writes what is buffered; the file ends here. */
    void end() throws IOException {
        csv.flush();
    }
}

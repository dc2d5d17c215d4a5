package io.ucmbilling.report.export;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Format of a file. */
public enum FileFormat {
    /** The guide's CSV, one line a leg. */
    CSV("text/csv;charset=UTF-8", List.of(LegColumn.values())),
    /** Excel workbook: a sheet of calls and one of legs. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", List.of(CallColumn.values()));

    private final String mediaType;
    private final List<ReportColumn> columns;

    FileFormat(String mediaType, List<? extends ReportColumn> columns) {
        this.mediaType = mediaType;
        this.columns = List.copyOf(columns);
    }

    public String mediaType() {
        return mediaType;
    }

    /** Returns the columns that can be chosen, in the order that they have if nobody chooses; in a workbook, of its calls. */
    public List<ReportColumn> columns() {
        return columns;
    }

    /** Returns the name by which addresses know it, which ends the names of its files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns how often a file of it has each call: once, or itself and its legs. */
    public int passes() {
        return this == CSV ? 1 : 2;
    }

    public static Optional<FileFormat> of(String key) {
        return Stream.of(values()).filter(format -> format.key().equals(key)).findFirst();
    }
}

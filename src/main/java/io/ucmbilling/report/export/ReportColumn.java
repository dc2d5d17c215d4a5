package io.ucmbilling.report.export;

import java.util.Locale;

/** Column of a file that can be chosen. */
public sealed interface ReportColumn permits LegColumn, CallColumn {
    /** Returns what stands above it. */
    String title();

    /** Returns how wide it is in a workbook, in characters. */
    int width();

    /** Returns the constant's own name. */
    String name();

    /** Returns the name by which addresses and stored choices know it, such as {@code call-from}. */
    default String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

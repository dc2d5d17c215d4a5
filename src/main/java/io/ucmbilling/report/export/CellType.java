package io.ucmbilling.report.export;

/** What a value is in a workbook. */
enum CellType {
    TEXT,
    /** Wall clock without zone, as UCMs write it. */
    TIME,
    /** Whole seconds. */
    DURATION
}

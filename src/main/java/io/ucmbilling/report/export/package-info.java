/**
 * The report as a file (report contract R2): the guide's CSV, one line a leg, and an Excel workbook of calls and legs. What the page
 * downloads and what is mailed are written here, so both are the same.
 *
 * <p>Promise: a file of any length is written in constant memory and shows one snapshot; one that fails is broken off and never ends
 * well; no value of a record is ever a formula.
 *
 * <p>Start at {@link io.ucmbilling.report.export.ReportFiles}, then {@code GuideCsv} and {@code ReportWorkbook}.
 */
@NullMarked
package io.ucmbilling.report.export;

import org.jspecify.annotations.NullMarked;

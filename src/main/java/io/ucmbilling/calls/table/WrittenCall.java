package io.ucmbilling.calls.table;

import java.time.LocalDate;

/**
 * Call with what only the table gives it.
 *
 * @param month see {@code call.month}
 */
record WrittenCall(MadeCall made, long place, int version, LocalDate month) {}

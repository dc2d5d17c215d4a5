/**
 * CSV pages, read and written: unquoted, so that a comma may belong to a value (contract U10, S5).
 *
 * <p>Start at {@link io.ucmbilling.contract.csv.CsvPage}, then {@link io.ucmbilling.contract.csv.CsvColumns}.
 */
@NullMarked
package io.ucmbilling.contract.csv;

import org.jspecify.annotations.NullMarked;

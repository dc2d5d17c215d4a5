/**
 * What people keep of the report: views saved by name, and the columns of their downloads (report contract R2).
 *
 * <p>Start at {@link io.ucmbilling.store.report.SavedViews} and {@link io.ucmbilling.store.report.ColumnChoices}.
 */
@NullMarked
package io.ucmbilling.store.report;

import org.jspecify.annotations.NullMarked;

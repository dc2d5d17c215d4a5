/**
 * What is asked of a page of calls (report contract R2), read from its address and written back to it. Promise: an address holds the
 * whole view, and one that was written here is read as the same view.
 *
 * <p>Start at {@link io.ucmbilling.report.filter.ReportQuery}.
 */
@NullMarked
package io.ucmbilling.report.filter;

import org.jspecify.annotations.NullMarked;

/**
 * Calls as the report shows them: in any order, by the number of a page, with the exact number of all that match. Promise: what one
 * request is shown is of one snapshot, and the pages of an unchanged table hold each call once.
 *
 * <p>Start at {@link io.ucmbilling.calls.report.SortedCalls}.
 */
@NullMarked
package io.ucmbilling.calls.report;

import org.jspecify.annotations.NullMarked;

/**
 * Pictures of the calls that match a filter (report contract R4): each is drawn from the table behind it, which is there without them.
 *
 * <p>Start at {@link io.ucmbilling.report.overview.OverviewPageController}.
 */
@NullMarked
package io.ucmbilling.report.overview;

import org.jspecify.annotations.NullMarked;

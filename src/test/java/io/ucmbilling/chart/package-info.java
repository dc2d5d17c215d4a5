/**
 * The chart, rendered by Helm itself: what a cluster would be given, and what is refused before.
 *
 * <p>Start at {@link io.ucmbilling.chart.Rendering}.
 */
@NullMarked
package io.ucmbilling.chart;

import org.jspecify.annotations.NullMarked;

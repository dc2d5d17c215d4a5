/**
 * Days of a site in the REST view, and what proves them (billing contract B6).
 *
 * <p>Start at {@link io.ucmbilling.billing.day.DaysController}.
 */
@NullMarked
package io.ucmbilling.billing.day;

import org.jspecify.annotations.NullMarked;

/**
 * Calls and legs of the REST view (billing contract B2): how they look, which are asked for, and their lists.
 *
 * <p>Start at {@link io.ucmbilling.billing.call.CallView}, then {@link io.ucmbilling.billing.call.CallViews} and {@link
 * io.ucmbilling.billing.call.CallParameters}, which lists, sums and the feed share. {@link
 * io.ucmbilling.billing.call.CallMask} hides outside numbers (billing contract A5).
 */
@NullMarked
package io.ucmbilling.billing.call;

import org.jspecify.annotations.NullMarked;

/**
 * Calls made of legs (billing contract, C): a follower of the store that keeps calls, their feed of changes and the sums of usage
 * up with the legs, apart from their collection.
 *
 * <p>Start at {@link io.ucmbilling.calls.CallFollower}. Then {@code calls.table} (what it writes), {@code calls.view} (how that is
 * read) and {@code calls.call} (what a call is).
 */
@NullMarked
package io.ucmbilling.calls;

import org.jspecify.annotations.NullMarked;

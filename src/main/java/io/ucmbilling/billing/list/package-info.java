/**
 * Calls and legs as lists, streams and single ones (billing contract B2).
 *
 * <p>Start at {@link io.ucmbilling.billing.list.CallsController}.
 */
@NullMarked
package io.ucmbilling.billing.list;

import org.jspecify.annotations.NullMarked;

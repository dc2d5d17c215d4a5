/**
 * Legs as they are shown: lists of them by their own values, and those of one call's version. Promise: a call is shown with the legs
 * that its version is made of, no more and no fewer.
 *
 * <p>Start at {@link io.ucmbilling.calls.leg.SingleCalls} and {@link io.ucmbilling.calls.leg.LegLists}, and for whole reports at {@link
 * io.ucmbilling.calls.leg.LegStreams}. A {@link io.ucmbilling.calls.leg.KeptLeg} is a leg with its call's id and what it shows.
 */
@NullMarked
package io.ucmbilling.calls.leg;

import org.jspecify.annotations.NullMarked;

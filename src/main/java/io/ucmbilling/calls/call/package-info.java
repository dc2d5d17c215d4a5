/**
 * What a call is (billing contract, C): pure functions from the legs of one call to the call, without Spring and without I/O.
 *
 * <p>Start at {@link io.ucmbilling.calls.call.Call} and {@link io.ucmbilling.calls.call.CallAssembly}, which makes one. Then
 * {@link io.ucmbilling.calls.call.LegsOfCall} (order, status, direction), {@link io.ucmbilling.calls.call.CallParties} (who),
 * {@link io.ucmbilling.calls.call.BillableTime} (how long), {@link io.ucmbilling.calls.call.NumberedRecordings} (what was recorded).
 */
@NullMarked
package io.ucmbilling.calls.call;

import org.jspecify.annotations.NullMarked;

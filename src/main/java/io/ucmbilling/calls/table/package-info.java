/**
 * The tables of calls in PostgreSQL. The follower takes stale calls, reads their legs, and writes calls, usage and places. Readers
 * of the feed meet each call at its last change.
 *
 * <p>Start at {@link io.ucmbilling.calls.table.CallBatch}, one transaction of it, and {@link
 * io.ucmbilling.calls.table.FollowerLease}, which says who may. Then {@link io.ucmbilling.calls.table.StaleCallRows},
 * {@link io.ucmbilling.calls.table.CallSources}, {@link io.ucmbilling.calls.table.CallTable}, {@link
 * io.ucmbilling.calls.table.UsageTables}.
 * {@link io.ucmbilling.calls.table.Feed} reads what was written, in order.
 */
@NullMarked
package io.ucmbilling.calls.table;

import org.jspecify.annotations.NullMarked;

/**
 * The tables of calls in PostgreSQL, as the follower writes them: stale calls taken, legs read, calls, usage and places written.
 *
 * <p>Start at {@link io.ucmbilling.calls.table.CallBatch}, one transaction of it, and {@link
 * io.ucmbilling.calls.table.FollowerLease}, which says who may. Then {@link io.ucmbilling.calls.table.StaleCallRows},
 * {@link io.ucmbilling.calls.table.CallSources}, {@link io.ucmbilling.calls.table.CallTable}, {@link
 * io.ucmbilling.calls.table.UsageTables}.
 */
@NullMarked
package io.ucmbilling.calls.table;

import org.jspecify.annotations.NullMarked;

/**
 * The tables of calls in PostgreSQL. The follower takes stale calls, reads their legs, and writes calls, usage and places.
 *
 * <p>Start at {@link io.ucmbilling.calls.table.CallTransactions}, which says why the feed is in order, and {@link
 * io.ucmbilling.calls.table.FollowerLease}, which says who may. Then {@link io.ucmbilling.calls.table.CallBatch} and {@link
 * io.ucmbilling.calls.table.CallEncoder}, which make calls, and {@link io.ucmbilling.calls.table.CallWriter}, which writes them.
 */
@NullMarked
package io.ucmbilling.calls.table;

import org.jspecify.annotations.NullMarked;

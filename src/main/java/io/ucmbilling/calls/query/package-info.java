/**
 * Calls that match what is asked, out of PostgreSQL: pages, counts, and streams of all (billing
 * contract B2). Promise: what one request is shown is of one snapshot, and costs what it shows, not what there is.
 *
 * <p>Start at {@link io.ucmbilling.calls.query.CallLists}, then {@link io.ucmbilling.calls.query.CallSearch} and {@link
 * io.ucmbilling.calls.query.CallConditions}.
 */
@NullMarked
package io.ucmbilling.calls.query;

import org.jspecify.annotations.NullMarked;

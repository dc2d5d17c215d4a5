/**
 * The tables of sums over calls in PostgreSQL: by quarters of an hour, by hours and days, and rolled up by weeks, by four weeks and over
 * all sites. Promise: sums always equal what the calls add up to, but for those rolled up of periods that are marked as changed.
 *
 * <p>Start at {@link io.ucmbilling.calls.sums.UsageTable} and {@link io.ucmbilling.calls.sums.UsageTables}, which the follower writes.
 * Then {@link io.ucmbilling.calls.sums.RollupPeriods}, which says when what is rolled up may be believed, {@link
 * io.ucmbilling.calls.sums.Rollup} and {@link io.ucmbilling.calls.sums.RollupSteps}.
 */
@NullMarked
package io.ucmbilling.calls.sums;

import org.jspecify.annotations.NullMarked;

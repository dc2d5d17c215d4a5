/**
 * The tables of sums over calls in PostgreSQL: by quarters of an hour and by hours, by part and day, and rolled up by weeks, by four weeks
 * and over all sites. Promise: sums always equal what the calls add up to, but for those of days and periods that are marked as changed.
 *
 * <p>Start at {@link io.ucmbilling.calls.sums.UsageTable} and {@link io.ucmbilling.calls.sums.UsageTables}, which the follower writes.
 * Then {@link io.ucmbilling.calls.sums.PartDays} and {@link io.ucmbilling.calls.sums.RollupPeriods}, which say when what is summed up
 * behind it may be believed, {@link io.ucmbilling.calls.sums.PartSums}, {@link io.ucmbilling.calls.sums.Rollup} and {@link
 * io.ucmbilling.calls.sums.RollupSteps}.
 */
@NullMarked
package io.ucmbilling.calls.sums;

import org.jspecify.annotations.NullMarked;

/**
 * Usage (billing contract B4): sums over calls by time, site, direction, status, trunk, extension and kind. Promise: they equal what the
 * calls add up to, whether they come from the tables of sums or from the calls.
 *
 * <p>Start at {@link io.ucmbilling.calls.usage.Usage} and {@link io.ucmbilling.calls.usage.UsageQuestion}. Then {@link
 * io.ucmbilling.calls.usage.UsageSlots} (time in a zone), {@link io.ucmbilling.calls.usage.UsageCuts} and
 * {@link io.ucmbilling.calls.usage.UsageSource} (which table), {@link
 * io.ucmbilling.calls.usage.UsageStatement}. {@link io.ucmbilling.calls.usage.WaitingTimes} tells how long callers waited.
 */
@NullMarked
package io.ucmbilling.calls.usage;

import org.jspecify.annotations.NullMarked;

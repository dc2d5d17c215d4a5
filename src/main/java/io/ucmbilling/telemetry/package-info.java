/**
 * What a part of the gateway tells of itself while it works: that it lives, and for what it works. Knows no part by name.
 *
 * <p>{@link io.ucmbilling.telemetry.Heartbeat} is the beat of a thread that is to work as long as the process lives. {@link
 * io.ucmbilling.telemetry.LogIds} are what its log lines carry, and
 * {@link io.ucmbilling.telemetry.Spans} what its traces tell.
 */
@NullMarked
package io.ucmbilling.telemetry;

import org.jspecify.annotations.NullMarked;

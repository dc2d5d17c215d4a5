/**
 * The control API: JSON over plain HTTP, by which tests make simulated UCMs call, fail and deviate. Start at {@link
 * io.ucmbilling.simulator.control.ControlServer}.
 */
@NullMarked
package io.ucmbilling.simulator.control;

import org.jspecify.annotations.NullMarked;

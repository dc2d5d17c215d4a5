/** The simulated UCM as a program of its own, {@code ucm-simulator.jar}. Start at {@link io.ucmbilling.simulator.UcmSimulator}. */
@NullMarked
package io.ucmbilling.simulator;

import org.jspecify.annotations.NullMarked;

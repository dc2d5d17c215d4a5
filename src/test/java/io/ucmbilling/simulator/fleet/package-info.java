/** Simulated UCMs, one or thousands in a process, each on a port of its own. Start at {@link io.ucmbilling.simulator.fleet.SimulatedFleet}. */
@NullMarked
package io.ucmbilling.simulator.fleet;

import org.jspecify.annotations.NullMarked;

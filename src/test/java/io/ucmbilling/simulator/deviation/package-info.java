/**
 * Ways in which a server of cdrapi and recapi can differ from the guide, each a switch of a simulated UCM. Start at {@link
 * io.ucmbilling.simulator.deviation.Deviations}.
 */
@NullMarked
package io.ucmbilling.simulator.deviation;

import org.jspecify.annotations.NullMarked;

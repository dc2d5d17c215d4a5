/**
 * The client of the conformance kit: bounded in time, size, number and rate whatever the server does. Start at {@link
 * io.ucmbilling.simulator.client.Target}, then {@code SignedClient}.
 */
@NullMarked
package io.ucmbilling.simulator.client;

import org.jspecify.annotations.NullMarked;

/**
 * The first moments of a stop, in which load balancers learn of it: no client's request fails because a replica is replaced.
 *
 * <p>Start at {@link io.ucmbilling.shutdown.ShutdownDelay}, which has the order of a stop. {@link
 * io.ucmbilling.shutdown.ServerConnections} are those of the REST view and of the management port. What else stops does so in the rooms
 * that began it.
 */
@NullMarked
package io.ucmbilling.shutdown;

import org.jspecify.annotations.NullMarked;

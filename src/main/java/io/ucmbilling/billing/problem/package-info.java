/**
 * Errors of the REST view (billing contract B1): RFC 9457 for whatever goes wrong on the application's port, also if the server finds
 * it before any code of the gateway, and an open page about each kind.
 *
 * <p>Start at {@link io.ucmbilling.billing.problem.ProblemKind}, then {@link io.ucmbilling.billing.problem.Problem}.
 */
@NullMarked
package io.ucmbilling.billing.problem;

import org.jspecify.annotations.NullMarked;

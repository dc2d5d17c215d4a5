/**
 * Requests to {@code cdrapi} and {@code recapi} (contract S2, S6), read and written by the same classes. What breaks a
 * rule is a value with its reason, never an exception.
 *
 * <p>Start at {@link io.ucmbilling.contract.query.CdrQuery} and {@link io.ucmbilling.contract.query.RecQuery}.
 */
@NullMarked
package io.ucmbilling.contract.query;

import org.jspecify.annotations.NullMarked;

/**
 * What calls are made of, out of PostgreSQL: which sessions make one call, their legs, and the settings with which these were stored.
 * Promise: whoever makes a call and whoever shows it have the same legs.
 *
 * <p>Start at {@link io.ucmbilling.calls.source.CallSources} and {@link io.ucmbilling.calls.source.CallSessions}.
 */
@NullMarked
package io.ucmbilling.calls.source;

import org.jspecify.annotations.NullMarked;

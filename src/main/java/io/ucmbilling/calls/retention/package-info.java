/**
 * Retention: what is older than calls are to be kept goes, month by month. Promises: one replica does it, it goes on after a crash, and no
 * reader waits for it longer than a moment.
 *
 * <p>Start at {@link io.ucmbilling.calls.retention.Retention}, then {@link io.ucmbilling.calls.retention.BorderCalls}.
 */
@NullMarked
package io.ucmbilling.calls.retention;

import org.jspecify.annotations.NullMarked;

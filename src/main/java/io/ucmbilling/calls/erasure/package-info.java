/**
 * Erasure of calls. Promises: what is erased is gone for good from every table, also when the UCM is read again; followers of the feed
 * are told by removals; it is noted in the audit; it goes on after a crash.
 *
 * <p>Start at {@link io.ucmbilling.calls.erasure.Erasures}, then {@link io.ucmbilling.calls.erasure.ErasureSteps}, {@link
 * io.ucmbilling.calls.erasure.ErasureBatches}.
 */
@NullMarked
package io.ucmbilling.calls.erasure;

import org.jspecify.annotations.NullMarked;

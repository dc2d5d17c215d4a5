/**
 * What was erased, known again without its content. Promises: a record of an erased leg is recognised whatever session its UCM
 * gives it; nothing kept here names anybody.
 *
 * <p>Start at {@link io.ucmbilling.store.erased.ErasedLegs}, then {@link io.ucmbilling.store.erased.ErasedKeys}.
 */
@NullMarked
package io.ucmbilling.store.erased;

import org.jspecify.annotations.NullMarked;

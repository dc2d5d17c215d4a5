/**
 * Erasing of what is kept of calls: their legs, their recordings' names, and what belongs to them in quarantine. Promise: what is
 * erased does not come back, and whoever makes calls is told.
 *
 * <p>Start at {@link io.ucmbilling.store.erasure.LegErasure}, then {@link io.ucmbilling.store.erasure.QuarantinedTexts}.
 */
@NullMarked
package io.ucmbilling.store.erasure;

import org.jspecify.annotations.NullMarked;

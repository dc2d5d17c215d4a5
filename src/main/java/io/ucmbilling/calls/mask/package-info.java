/**
 * Which numbers of a call are hidden from those from whom outside numbers are (billing contract A5): pure functions. Promise: whoever shows a
 * text and whoever looks for one take the same numbers for hidden.
 *
 * <p>Start at {@link io.ucmbilling.calls.mask.NumberMask}, then {@link io.ucmbilling.calls.mask.NumberInText}.
 */
@NullMarked
package io.ucmbilling.calls.mask;

import org.jspecify.annotations.NullMarked;

/**
 * All formats behind two doors. Reader and writer of each format stand side by side. Promises: one broken record does not spoil the others. Half an answer is never taken
 * for the whole if the format can show it. What reading costs is bounded, whatever the answer holds.
 *
 * <p>{@link io.ucmbilling.contract.format.PageReader} reads an answer, {@link io.ucmbilling.contract.format.PageWriters}
 * begin one.
 */
@NullMarked
package io.ucmbilling.contract.format;

import org.jspecify.annotations.NullMarked;

/**
 * A leg's row, both ways side by side: written in COPY's binary format and read back character for character.
 *
 * <p>Start at {@link io.ucmbilling.store.row.LegEncoder} and its counterpart {@link io.ucmbilling.store.row.LegRow}.
 * {@link io.ucmbilling.store.row.BilledLegRow} reads a leg back with its reading, as calls are made of it. {@link
 * io.ucmbilling.store.row.LegKey} is what makes a leg the same leg (contract U4).
 */
@NullMarked
package io.ucmbilling.store.row;

import org.jspecify.annotations.NullMarked;

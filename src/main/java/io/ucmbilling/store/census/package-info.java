/**
 * Counts of what is kept, to be compared with what a UCM holds. {@link io.ucmbilling.store.census.Census} is its face.
 */
@NullMarked
package io.ucmbilling.store.census;

import org.jspecify.annotations.NullMarked;

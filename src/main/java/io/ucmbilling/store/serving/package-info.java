/**
 * The way out: pages of legs and calls, in the order of serving. Promises: a walk by pages shows each leg that was there
 * all the time once; a page costs the same at any offset that was walked to; the database stops working for a client
 * that is gone.
 *
 * <p>Read in this order: {@link io.ucmbilling.store.serving.Legs}, {@link io.ucmbilling.store.serving.LegPages}, {@link
 * io.ucmbilling.store.serving.PageQueryRun}, {@link io.ucmbilling.store.serving.PageMarks}.
 */
@NullMarked
package io.ucmbilling.store.serving;

import org.jspecify.annotations.NullMarked;

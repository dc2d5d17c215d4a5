/**
 * One pass over a site: pages are asked for, read, and kept in their order. Promises: whatever moves in the UCM's table,
 * a window that ends well has been read whole; received = stored + unchanged + quarantined.
 *
 * <p>Read in this order: {@link io.ucmbilling.collection.paging.Pass}, {@link io.ucmbilling.collection.paging.Walk}
 * (which page comes next), {@link io.ucmbilling.collection.paging.ReadPage} (what it holds), {@link
 * io.ucmbilling.collection.paging.PagePipeline} (how pages are kept), {@link
 * io.ucmbilling.collection.paging.WindowCounts} and {@link io.ucmbilling.collection.paging.Comparison} (what need not be
 * read).
 */
@NullMarked
package io.ucmbilling.collection.paging;

import org.jspecify.annotations.NullMarked;

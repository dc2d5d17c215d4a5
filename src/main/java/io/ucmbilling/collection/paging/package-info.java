/**
 * One pass over a site: asks for pages, reads them, and keeps them in their order. Promises: whatever moves in the
 * UCM's table, a window that ends well has been read whole; received = stored + unchanged + quarantined.
 *
 * <p>Read in this order: {@link io.ucmbilling.collection.paging.Pass}, {@link
 * io.ucmbilling.collection.paging.PassWindow} (one window of it), {@link io.ucmbilling.collection.walk.WindowReading}
 * and {@link io.ucmbilling.collection.walk.Walk} (which page comes next), {@link
 * io.ucmbilling.collection.paging.PageCollector} and {@link io.ucmbilling.collection.paging.PagePipeline} (how pages
 * are asked for and kept), {@link io.ucmbilling.collection.paging.ReadPage} (what a page holds), {@link
 * io.ucmbilling.collection.paging.WindowCounts} and {@link io.ucmbilling.collection.comparison.Comparison} (what need
 * not be read), {@link io.ucmbilling.collection.paging.Canary}, {@link io.ucmbilling.collection.paging.PassFindings}.
 */
@NullMarked
package io.ucmbilling.collection.paging;

import org.jspecify.annotations.NullMarked;

/**
 * The parts that the readers of all formats share: an answer's bytes, the bounds of what reading it may cost, and how
 * its objects become records (contract U3). Nothing here knows a format.
 *
 * <p>Read in this order: {@link io.ucmbilling.contract.page.PageBytes}, {@link io.ucmbilling.contract.page.PageBounds},
 * {@link io.ucmbilling.contract.page.RecordAssembly}, {@link io.ucmbilling.contract.page.RecordDraft}. Of the ways to
 * fail, {@link io.ucmbilling.contract.page.UnreadablePageException} is an answer that is no whole page.
 */
@NullMarked
package io.ucmbilling.contract.page;

import org.jspecify.annotations.NullMarked;

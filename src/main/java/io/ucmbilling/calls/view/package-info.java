/**
 * Calls as they are kept, for those who show them. Promise: what is read of the feed is whole up to the place that was read.
 *
 * <p>Start at {@link io.ucmbilling.calls.view.Feed}, whose changes are {@link io.ucmbilling.calls.view.StoredCall}s. {@link
 * io.ucmbilling.calls.view.CallRow} reads a call's row. {@link
 * io.ucmbilling.calls.view.CallFilter} says which calls are looked for.
 */
@NullMarked
package io.ucmbilling.calls.view;

import org.jspecify.annotations.NullMarked;

package io.ucmbilling.store.intake;

import java.time.Instant;

/**
 * From where on a page has moved places in the order of serving.
 *
 * @param legs the earliest start of a leg that was stored, before or after
 * @param calls the earliest start of any leg of a call of which a leg was stored, or an instant before it
 */
public record EarliestChange(Instant legs, Instant calls) {}

/**
 * The comparison of a UCM's records with the kept ones by counting. Knows no UCM and no database: both are behind
 * {@link io.ucmbilling.collection.comparison.Comparison.Sides}. Promise: equal counts are found with one request or
 * two, and only what differs is read.
 *
 * <p>Read in this order: {@link io.ucmbilling.collection.comparison.Comparison}, {@link
 * io.ucmbilling.collection.comparison.DifferenceSearch}, {@link
 * io.ucmbilling.collection.comparison.ComparisonRequests}.
 */
@NullMarked
package io.ucmbilling.collection.comparison;

import org.jspecify.annotations.NullMarked;

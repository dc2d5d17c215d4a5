/**
 * What Prometheus is told of the fleet. Promises: a scrape asks neither the database nor a UCM; what is told of a site is the same on every
 * replica; what is no longer known is not told; the number of series is bounded by the number of sites, and small for each.
 *
 * <p>No other room uses it. Read in this order: {@code FleetWatch} (what is looked at, and when), {@code FleetMetrics} (what is told of it),
 * {@code SitesInDetail} (the bound of all other series). {@code SpareHeap} stands apart: it watches the memory of the process.
 */
@NullMarked
package io.ucmbilling.watching;

import org.jspecify.annotations.NullMarked;

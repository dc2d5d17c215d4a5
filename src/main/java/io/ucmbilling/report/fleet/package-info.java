/**
 * The fleet: a board of all sites, and of each the calendar of its days, its faults and its collections (report contract R5).
 *
 * <p>Start at {@link io.ucmbilling.report.fleet.SitesPageController} and {@link io.ucmbilling.report.fleet.FleetBoard}, then {@link
 * io.ucmbilling.report.fleet.SitePageController}.
 */
@NullMarked
package io.ucmbilling.report.fleet;

import org.jspecify.annotations.NullMarked;

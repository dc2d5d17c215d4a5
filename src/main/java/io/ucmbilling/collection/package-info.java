/**
 * The collection: polls, pages, normalises, keeps. Promises: a record that a UCM shows is stored once, whatever the
 * network, the UCM or a crash does; received = stored + unchanged + quarantined; one site's trouble delays no other.
 * The only room that schedules polling.
 *
 * <p>Read in this order: {@link io.ucmbilling.collection.Poller}, {@link io.ucmbilling.collection.PolledSite}, {@link
 * io.ucmbilling.collection.SiteCollector} (what is due), {@link io.ucmbilling.collection.SitePasses} (one pass after
 * the other), {@link io.ucmbilling.collection.FirstCollection}, {@link io.ucmbilling.collection.RequestedDays}.
 */
@NullMarked
package io.ucmbilling.collection;

import org.jspecify.annotations.NullMarked;

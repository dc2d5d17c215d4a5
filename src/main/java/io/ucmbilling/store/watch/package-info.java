/**
 * How all sites stand, read at one time for whoever watches the fleet. All replicas see the same, whichever of them collects a site.
 * {@link io.ucmbilling.store.watch.SiteStates} is its face, {@link io.ucmbilling.store.watch.SiteCollections} that for who looks closer;
 * {@link io.ucmbilling.store.watch.SiteFaults} is what was wrong with one site for a month.
 */
@NullMarked
package io.ucmbilling.store.watch;

import org.jspecify.annotations.NullMarked;

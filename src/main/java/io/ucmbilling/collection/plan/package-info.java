/**
 * Plans of what to poll, and when: pure functions of a site's progress and the time.
 *
 * <p>Read in this order: {@link io.ucmbilling.collection.plan.CollectionSettings}, {@link
 * io.ucmbilling.collection.plan.Agenda} (what is due), {@link io.ucmbilling.collection.plan.PassKind}, {@link
 * io.ucmbilling.collection.plan.SitePlan} (which {@link io.ucmbilling.collection.plan.Window}s a pass covers), {@link
 * io.ucmbilling.collection.plan.HoldBack}, {@link io.ucmbilling.collection.plan.Backoff}. Knows no UCM and no database.
 */
@NullMarked
package io.ucmbilling.collection.plan;

import org.jspecify.annotations.NullMarked;

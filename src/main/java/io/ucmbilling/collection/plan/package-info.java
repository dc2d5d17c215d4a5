/**
 * Plans of what a pass covers: pure functions of a site's progress and the time. They know no UCM and no database.
 *
 * <p>Read in this order: {@link io.ucmbilling.collection.plan.CollectionSettings}, {@link
 * io.ucmbilling.collection.plan.PassKind}, {@link io.ucmbilling.collection.plan.SitePlan} (which {@link
 * io.ucmbilling.collection.plan.Window}s a pass covers), {@link io.ucmbilling.collection.plan.PageGate} (whether a pass may go on).
 */
@NullMarked
package io.ucmbilling.collection.plan;

import org.jspecify.annotations.NullMarked;

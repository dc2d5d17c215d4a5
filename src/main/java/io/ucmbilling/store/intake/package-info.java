/**
 * The one way in. Promises: a leg is stored once under its natural key; a page and the progress that it makes are stored
 * together or not at all; what a replica that lost its site sends is refused.
 *
 * <p>Read in this order: {@link io.ucmbilling.store.intake.LegIntake}, {@link
 * io.ucmbilling.store.intake.PageTransactions}, {@link io.ucmbilling.store.intake.PageUpsert}
 * (known, changed or new), {@link io.ucmbilling.store.intake.LegTable} (its statements), {@link
 * io.ucmbilling.store.intake.ServingChanges}, {@link io.ucmbilling.store.intake.StaleCalls} (what is left to do for calls).
 */
@NullMarked
package io.ucmbilling.store.intake;

import org.jspecify.annotations.NullMarked;

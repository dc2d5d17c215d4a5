/**
 * Proof, day by day, that all records a UCM held are kept. Promises: a certificate is written only after a whole read
 * found nothing missing; it is never changed. A day without one says why.
 *
 * <p>Read in this order: {@link io.ucmbilling.collection.ledger.LedgerKeeper} (one step at a time), {@link
 * io.ucmbilling.collection.ledger.LedgerPlan} (which step), {@link io.ucmbilling.collection.ledger.DayProof}, {@link
 * io.ucmbilling.collection.ledger.DayReading}, {@link io.ucmbilling.collection.ledger.CompletenessEndpoint} (what is
 * shown of it), {@link io.ucmbilling.collection.ledger.SiteDays} (for faces).
 */
@NullMarked
package io.ucmbilling.collection.ledger;

import org.jspecify.annotations.NullMarked;

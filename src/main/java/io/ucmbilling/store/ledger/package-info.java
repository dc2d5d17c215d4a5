/**
 * The ledger of days and its certificates, which are added and never changed. {@link io.ucmbilling.store.ledger.Ledger}
 * is its face. Read {@link io.ucmbilling.store.ledger.LedgerDay} next.
 */
@NullMarked
package io.ucmbilling.store.ledger;

import org.jspecify.annotations.NullMarked;

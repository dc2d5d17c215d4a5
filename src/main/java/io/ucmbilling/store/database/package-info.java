/**
 * The database itself: transactions, statements, locks, time stamps, and whether the schema is the code's. Knows no
 * table of calls.
 *
 * <p>Start at {@link io.ucmbilling.store.database.Transactions}. {@link io.ucmbilling.store.database.Locks} are leases
 * over all replicas.
 */
@NullMarked
package io.ucmbilling.store.database;

import org.jspecify.annotations.NullMarked;

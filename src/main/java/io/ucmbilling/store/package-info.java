/**
 * Talks to PostgreSQL; SQL and entities stay inside. Promises: a leg is stored once under its natural key; a page and the
 * progress it makes are stored together or not at all; what a replica that lost its site sends is refused.
 */
@NullMarked
package io.ucmbilling.store;

import org.jspecify.annotations.NullMarked;

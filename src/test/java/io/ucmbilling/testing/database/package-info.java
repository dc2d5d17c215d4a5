/** A real PostgreSQL for tests, and the store room on it. */
@NullMarked
package io.ucmbilling.testing.database;

import org.jspecify.annotations.NullMarked;

/** What tests and the demo stand on: fixtures, the simulated UCM, the database. */
@NullMarked
package io.ucmbilling.testing;

import org.jspecify.annotations.NullMarked;

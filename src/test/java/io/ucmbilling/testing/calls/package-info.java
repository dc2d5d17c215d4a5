/** Legs that tests store in a whole application, of which it makes calls. */
@NullMarked
package io.ucmbilling.testing.calls;

import org.jspecify.annotations.NullMarked;

/** Tests of how long calls are kept. */
@NullMarked
package io.ucmbilling.store.retention;

import org.jspecify.annotations.NullMarked;

/** Tests of erasing calls. */
@NullMarked
package io.ucmbilling.calls.erasure;

import org.jspecify.annotations.NullMarked;

/** Tests of dropping what is old. */
@NullMarked
package io.ucmbilling.calls.retention;

import org.jspecify.annotations.NullMarked;

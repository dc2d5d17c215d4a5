@NullMarked
package io.ucmbilling.calls.mask;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.ucmbilling.calls.leg;

import org.jspecify.annotations.NullMarked;

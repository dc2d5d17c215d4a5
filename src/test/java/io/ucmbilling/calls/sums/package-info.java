@NullMarked
package io.ucmbilling.calls.sums;

import org.jspecify.annotations.NullMarked;

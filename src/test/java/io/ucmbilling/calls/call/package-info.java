@NullMarked
package io.ucmbilling.calls.call;

import org.jspecify.annotations.NullMarked;

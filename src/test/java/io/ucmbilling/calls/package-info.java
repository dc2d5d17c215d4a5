@NullMarked
package io.ucmbilling.calls;

import org.jspecify.annotations.NullMarked;

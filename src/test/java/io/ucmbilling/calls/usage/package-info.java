@NullMarked
package io.ucmbilling.calls.usage;

import org.jspecify.annotations.NullMarked;

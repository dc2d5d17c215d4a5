@NullMarked
package io.ucmbilling.calls.query;

import org.jspecify.annotations.NullMarked;

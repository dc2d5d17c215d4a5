@NullMarked
package io.ucmbilling.calls.table;

import org.jspecify.annotations.NullMarked;

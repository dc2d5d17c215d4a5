@NullMarked
package io.ucmbilling.store.census;

import org.jspecify.annotations.NullMarked;

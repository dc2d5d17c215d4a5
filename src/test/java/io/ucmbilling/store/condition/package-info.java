@NullMarked
package io.ucmbilling.store.condition;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.ucmbilling.store.partition;

import org.jspecify.annotations.NullMarked;

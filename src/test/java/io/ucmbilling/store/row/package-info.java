@NullMarked
package io.ucmbilling.store.row;

import org.jspecify.annotations.NullMarked;

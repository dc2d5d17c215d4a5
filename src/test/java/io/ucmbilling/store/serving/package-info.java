@NullMarked
package io.ucmbilling.store.serving;

import org.jspecify.annotations.NullMarked;

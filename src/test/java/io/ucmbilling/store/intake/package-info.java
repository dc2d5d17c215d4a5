@NullMarked
package io.ucmbilling.store.intake;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.ucmbilling.store.mailing;

import org.jspecify.annotations.NullMarked;

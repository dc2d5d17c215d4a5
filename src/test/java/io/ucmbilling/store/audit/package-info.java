@NullMarked
package io.ucmbilling.store.audit;

import org.jspecify.annotations.NullMarked;

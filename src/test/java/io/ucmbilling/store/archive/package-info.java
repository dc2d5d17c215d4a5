@NullMarked
package io.ucmbilling.store.archive;

import org.jspecify.annotations.NullMarked;

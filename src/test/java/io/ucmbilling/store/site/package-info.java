@NullMarked
package io.ucmbilling.store.site;

import org.jspecify.annotations.NullMarked;

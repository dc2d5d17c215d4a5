@NullMarked
package io.ucmbilling.collection;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.ucmbilling.collection.walk;

import org.jspecify.annotations.NullMarked;

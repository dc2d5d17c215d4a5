@NullMarked
package io.ucmbilling.collection.comparison;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.ucmbilling.reading;

import org.jspecify.annotations.NullMarked;

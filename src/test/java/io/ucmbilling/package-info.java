@NullMarked
package io.ucmbilling;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.ucmbilling.normalisation;

import org.jspecify.annotations.NullMarked;

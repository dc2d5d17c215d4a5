@NullMarked
package io.ucmbilling.ucm;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.ucmbilling.access;

import org.jspecify.annotations.NullMarked;

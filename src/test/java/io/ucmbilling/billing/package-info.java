@NullMarked
package io.ucmbilling.billing;

import org.jspecify.annotations.NullMarked;

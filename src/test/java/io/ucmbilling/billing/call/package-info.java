@NullMarked
package io.ucmbilling.billing.call;

import org.jspecify.annotations.NullMarked;

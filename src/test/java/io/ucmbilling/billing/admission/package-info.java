@NullMarked
package io.ucmbilling.billing.admission;

import org.jspecify.annotations.NullMarked;

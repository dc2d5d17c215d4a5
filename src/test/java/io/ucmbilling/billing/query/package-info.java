@NullMarked
package io.ucmbilling.billing.query;

import org.jspecify.annotations.NullMarked;

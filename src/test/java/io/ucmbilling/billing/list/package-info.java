@NullMarked
package io.ucmbilling.billing.list;

import org.jspecify.annotations.NullMarked;

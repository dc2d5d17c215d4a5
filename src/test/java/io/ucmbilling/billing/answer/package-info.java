@NullMarked
package io.ucmbilling.billing.answer;

import org.jspecify.annotations.NullMarked;

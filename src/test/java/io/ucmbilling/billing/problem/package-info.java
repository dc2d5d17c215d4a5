@NullMarked
package io.ucmbilling.billing.problem;

import org.jspecify.annotations.NullMarked;

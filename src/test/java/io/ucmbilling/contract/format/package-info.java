@NullMarked
package io.ucmbilling.contract.format;

import org.jspecify.annotations.NullMarked;

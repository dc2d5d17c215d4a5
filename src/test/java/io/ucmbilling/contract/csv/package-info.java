@NullMarked
package io.ucmbilling.contract.csv;

import org.jspecify.annotations.NullMarked;

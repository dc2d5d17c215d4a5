@NullMarked
package io.ucmbilling.contract.json;

import org.jspecify.annotations.NullMarked;

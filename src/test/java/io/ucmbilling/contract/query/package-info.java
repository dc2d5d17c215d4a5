@NullMarked
package io.ucmbilling.contract.query;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.ucmbilling.contract.page;

import org.jspecify.annotations.NullMarked;

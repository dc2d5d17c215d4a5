@NullMarked
package io.ucmbilling.contract.xml;

import org.jspecify.annotations.NullMarked;

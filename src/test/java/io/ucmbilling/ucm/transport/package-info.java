@NullMarked
package io.ucmbilling.ucm.transport;

import org.jspecify.annotations.NullMarked;

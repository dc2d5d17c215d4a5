@NullMarked
package io.ucmbilling.startup;

import org.jspecify.annotations.NullMarked;

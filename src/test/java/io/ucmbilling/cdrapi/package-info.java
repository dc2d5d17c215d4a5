@NullMarked
package io.ucmbilling.cdrapi;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.ucmbilling.cdrapi.recapi;

import org.jspecify.annotations.NullMarked;

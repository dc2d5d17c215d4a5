@NullMarked
package io.ucmbilling.cdrapi.api;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.ucmbilling.cdrapi.page;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.ucmbilling.ucm.site;

import org.jspecify.annotations.NullMarked;

/** How replicas stop and are replaced, as processes. */
@NullMarked
package io.ucmbilling.shutdown;

import org.jspecify.annotations.NullMarked;

/** Tests of what a part tells of itself. */
@NullMarked
package io.ucmbilling.telemetry;

import org.jspecify.annotations.NullMarked;

/** Fixtures and contracts of several rooms: samples, clocks, seeds, certificates, raw HTTPS, the demo. */
@NullMarked
package io.ucmbilling.testing;

import org.jspecify.annotations.NullMarked;

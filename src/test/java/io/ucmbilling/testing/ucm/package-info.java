/** The simulated UCM: a PBX's records and recordings over HTTPS, right or with faults. */
@NullMarked
package io.ucmbilling.testing.ucm;

import org.jspecify.annotations.NullMarked;

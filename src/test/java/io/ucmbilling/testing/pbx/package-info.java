/** The simulated PBX: it makes calls over virtual time and keeps their records as firmware of its generation writes them. Knows no network. */
@NullMarked
package io.ucmbilling.testing.pbx;

import org.jspecify.annotations.NullMarked;

/** What a call record is, once it is understood: immutable values, no Spring, no I/O (contract N). */
@NullMarked
package io.ucmbilling.call;

import org.jspecify.annotations.NullMarked;

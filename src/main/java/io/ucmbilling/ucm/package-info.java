/**
 * Talks to one UCM: signs in, reads one page of cdrapi. Every way to fail comes as a {@link io.ucmbilling.ucm.UcmFault}
 * with its {@link io.ucmbilling.ucm.FaultKind}; nothing is retried here but what HTTP authentication itself asks for.
 */
@NullMarked
package io.ucmbilling.ucm;

import org.jspecify.annotations.NullMarked;

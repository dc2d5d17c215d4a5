/**
 * One consumer's view of the fleet, and what all answers to it share. Start at {@link
 * io.ucmbilling.cdrapi.export.Export}.
 */
@NullMarked
package io.ucmbilling.cdrapi.export;

import org.jspecify.annotations.NullMarked;

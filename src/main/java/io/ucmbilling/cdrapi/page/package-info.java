/**
 * Answers out of the kept records (contract S2 to S5): pages of cdrapi, and which recordings a record names. The same
 * code serves both ways in.
 *
 * <p>Read in this order: {@link io.ucmbilling.cdrapi.page.CdrapiAnswers}, {@link io.ucmbilling.cdrapi.page.QueryTurns},
 * {@link io.ucmbilling.cdrapi.page.ServedRecord}.
 */
@NullMarked
package io.ucmbilling.cdrapi.page;

import org.jspecify.annotations.NullMarked;

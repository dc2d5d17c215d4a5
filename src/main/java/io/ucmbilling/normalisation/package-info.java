/**
 * What a record means: from the record as a UCM gave it to the leg as it is to be billed (contract N). Pure: no Spring,
 * no I/O, no clock.
 *
 * <p>Start at {@link io.ucmbilling.normalisation.LegReader}, which is public with {@link
 * io.ucmbilling.normalisation.PbxProfile}, {@link io.ucmbilling.normalisation.UnreadableLegException} and the parts of a record
 * that calls are made of too, {@link io.ucmbilling.normalisation.ChannelName} and {@link
 * io.ucmbilling.normalisation.CallerId}. Then {@link io.ucmbilling.normalisation.LegTimes} (when), {@link
 * io.ucmbilling.normalisation.LegSides} (who), {@link io.ucmbilling.normalisation.KindRules} (what).
 */
@NullMarked
package io.ucmbilling.normalisation;

import org.jspecify.annotations.NullMarked;

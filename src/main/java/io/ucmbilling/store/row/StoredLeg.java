package io.ucmbilling.store.row;

import io.ucmbilling.contract.CdrRecord;
import org.jspecify.annotations.Nullable;

/**
 * A leg as it is kept: its record as it was given, and what it was read as.
 *
 * @param number the gateway's own number: unique and growing over the fleet
 * @param site the site's id
 * @param raw the record as the UCM gave it
 * @param session the natural key's session: the record's own, else its uniqueid
 * @param sourceTrunk the token of the source side's trunk; null: none
 * @param sourceTrunkName its name as of the call; null: unnamed
 * @param destinationTrunk the token of the destination side's trunk; null: none
 * @param destinationTrunkName its name as of the call; null: unnamed
 */
public record StoredLeg(
        long number,
        String site,
        CdrRecord raw,
        String session,
        @Nullable String sourceTrunk,
        @Nullable String sourceTrunkName,
        @Nullable String destinationTrunk,
        @Nullable String destinationTrunkName) {}

package io.ucmbilling.calls.query;

import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.call.LegReading;
import io.ucmbilling.store.row.BilledLeg;
import java.util.UUID;

/**
 * Leg as it is kept, and what it shows.
 *
 * @param site the site's id
 * @param call the id of its call
 */
public record KeptLeg(String site, UUID call, BilledLeg leg, LegReading reading) {
    /** Returns the leg's own id. */
    public UUID id() {
        return CallId.of(site, leg);
    }
}

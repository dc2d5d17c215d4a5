package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.call.Call;
import io.ucmbilling.calls.call.CallId;
import io.ucmbilling.calls.call.LegReading;
import io.ucmbilling.store.row.BilledLeg;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leg as it is kept, and what it shows.
 *
 * @param site the site's id
 * @param call the id of its call
 * @param whole its call, where that was read: it says which numbers are an outside party's; null: it was not
 */
public record KeptLeg(
        String site,
        UUID call,
        BilledLeg leg,
        LegReading reading,
        @Nullable Call whole) {
    /** Returns the leg's own id. */
    public UUID id() {
        return CallId.of(site, leg);
    }
}

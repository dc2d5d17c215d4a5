package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.store.row.BilledLeg;
import java.util.List;

/**
 * Version of a call, and its legs as they are kept.
 *
 * @param legs in their order (rule C1)
 */
public record CallVersion(StoredCall call, List<BilledLeg> legs) {
    public CallVersion {
        legs = List.copyOf(legs);
    }
}

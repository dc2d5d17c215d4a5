package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.view.StoredCall;
import java.util.List;

/**
 * Version of a call, and the legs that it was made of.
 *
 * @param legs in their order (rule C1)
 */
public record CallWithLegs(StoredCall call, List<KeptLeg> legs) {
    public CallWithLegs {
        legs = List.copyOf(legs);
    }
}

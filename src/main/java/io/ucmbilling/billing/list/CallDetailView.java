package io.ucmbilling.billing.list;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.ucmbilling.billing.call.CallView;
import io.ucmbilling.billing.call.LegView;
import java.util.List;

/**
 * A call with its legs.
 *
 * @param legDetails in their order, those that this version was made of
 */
@Schema(
        name = "CallDetail",
        description = "A call with the legs that this version was made of, by startedAt and acctId.")
record CallDetailView(@JsonUnwrapped CallView call, List<LegView> legDetails) {
    CallDetailView {
        legDetails = List.copyOf(legDetails);
    }
}

package io.ucmbilling.billing.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.ucmbilling.billing.call.CallView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the list of calls.
 *
 * @param next the cursor of the next page; null: this is the last
 * @param count of all calls that match; null: it was not asked for and is left out
 */
@Schema(name = "CallList", description = "One page of calls.")
record CallListing(
        List<CallView> items,

        @Schema(description = "Cursor of the next page; null: this is the last.") @Nullable
        String next,

        @Schema(description = "With count=true: how many calls match, on all pages together.", example = "2")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Long count) {
    CallListing {
        items = List.copyOf(items);
    }
}

package io.ucmbilling.billing.list;

import io.swagger.v3.oas.annotations.media.Schema;
import io.ucmbilling.billing.call.LegView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the list of legs.
 *
 * @param next the cursor of the next page; null: this is the last
 */
@Schema(name = "LegList", description = "One page of legs.")
record LegListing(
        List<LegView> items,

        @Schema(description = "Cursor of the next page; null: this is the last.") @Nullable
        String next) {
    LegListing {
        items = List.copyOf(items);
    }
}

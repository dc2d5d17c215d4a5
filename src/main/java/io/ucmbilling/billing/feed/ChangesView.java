package io.ucmbilling.billing.feed;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** An answer of the feed (billing contract B3). */
@Schema(name = "Changes")
record ChangesView(
        @Schema(
                description =
                        "In the order of the feed: of two versions of a call the later one comes later, or alone.")
        List<ChangeView> items,

        @Schema(
                description = "Where to go on, also if there are no items: all that a follower has to keep.",
                example = "AAAAAAAAAGQ4n1sDp9ReaAbkqYDpXJw-o1bB2hZ1C4k")
        String next,

        @Schema(description = "Whether asking again at once would give an item.")
        boolean more) {
    ChangesView {
        items = List.copyOf(items);
    }
}

package io.ucmbilling.billing.feed;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.calls.view.FeedPosition;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a follower asks of the feed. Equal questions have equal answers.
 *
 * @param after null: the end as it is
 * @param sites ids; null: all, of a client that may see all
 * @param limit at most so many items
 */
record FeedQuestion(
        ApiClient client,
        @Nullable FeedPosition after,
        @Nullable Set<String> sites,
        int limit) {
    FeedQuestion {
        sites = sites == null ? null : Set.copyOf(sites);
    }

    /** Returns the question that goes on behind an answer. */
    FeedQuestion from(FeedPosition position) {
        return new FeedQuestion(client, position, sites, limit);
    }

    /** Returns whether a change of any of those sites may be an answer. */
    boolean concerns(Set<String> changed) {
        return sites == null || changed.stream().anyMatch(sites::contains);
    }
}

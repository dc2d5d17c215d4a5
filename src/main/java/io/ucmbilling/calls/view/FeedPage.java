package io.ucmbilling.calls.view;

import java.util.List;

/**
 * Stretch of the feed.
 *
 * @param changes in order
 * @param next all up to it is read: that of the last change, or the feed's end if there is nothing more
 * @param more whether there is a change behind it
 */
public record FeedPage(List<FeedChange> changes, FeedPosition next, boolean more) {
    public FeedPage {
        changes = List.copyOf(changes);
    }
}

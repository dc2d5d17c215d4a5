package io.ucmbilling.calls.view;

import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.store.database.Transactions;
import java.util.List;

/** Reads the feed for tests of other rooms. */
public final class FeedReading {
    private FeedReading() {}

    /** Returns all calls that are kept. */
    public static List<StoredCall> all(CallRoom room) {
        Feed feed = new Feed(room.store.store.bean(Transactions.class));
        return feed.after(new FeedPosition(0, 0), null, 1_000_000).orElseThrow().changes().stream()
                .map(FeedChange::call)
                .filter(call -> call.call() != null)
                .toList();
    }
}

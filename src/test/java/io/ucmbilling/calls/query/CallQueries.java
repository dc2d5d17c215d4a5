package io.ucmbilling.calls.query;

import io.ucmbilling.calls.table.CallRoom;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.serving.QueryClient;
import io.ucmbilling.store.serving.QueryWatch;
import java.time.Duration;

/** What is asked of a room's calls. */
public record CallQueries(CallRoom room, CallSearch search) {
    /** A client who waits long enough. */
    public static final QueryClient CLIENT = new QueryClient(Duration.ofSeconds(30), () -> true);

    public CallQueries(CallRoom room) {
        this(room, new CallSearch());
    }

    public CallLists lists() {
        return new CallLists(bean(Transactions.class), bean(QueryWatch.class), search);
    }

    public CallStreams streams() {
        return new CallStreams(bean(Transactions.class), bean(QueryWatch.class), search);
    }

    public <T> T bean(Class<T> type) {
        return room.store.store.bean(type);
    }
}

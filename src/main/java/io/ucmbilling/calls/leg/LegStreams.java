package io.ucmbilling.calls.leg;

import io.ucmbilling.calls.query.CallOrder;
import io.ucmbilling.calls.query.CallStreams;
import io.ucmbilling.calls.query.CallStreams.StreamSink;
import io.ucmbilling.calls.view.CallFilter;
import io.ucmbilling.calls.view.StoredCall;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.serving.QueryClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Streams of all calls that match with their legs, in one snapshot and constant memory.
 *
 * <ol>
 *   <li>Calls come as {@link CallStreams} gives them, and the legs of {@value #BATCH} calls at a time are read on the same connection, in
 *       the same snapshot.
 *   <li>Each call gets the legs of the version that is shown (see {@link VersionLegs}).
 * </ol>
 */
@Component
public final class LegStreams {
    /** Calls whose legs are read at a time: a few hundred records, each of some kilobytes. */
    private static final int BATCH = 250;

    private final Transactions transactions;
    private final CallStreams calls;

    LegStreams(Transactions transactions, CallStreams calls) {
        this.transactions = transactions;
        this.calls = calls;
    }

    /**
     * Streams calls with their legs, in the order of the calls, some hundred at a time.
     *
     * @param limit how long the database may work for each fetch
     * @throws UncheckedIOException from the sink, or if the client is gone
     */
    public void calls(
            CallFilter filter,
            CallOrder order,
            QueryClient client,
            Duration limit,
            StreamSink<List<CallVersion>> sink) {
        calls.calls(filter, order, client, limit, found -> {
            for (int from = 0; from < found.size(); from += BATCH) {
                List<StoredCall> batch = found.subList(from, Math.min(found.size(), from + BATCH));
                // Inside the stream's transaction, so on its connection and in its snapshot.
                sink.take(transactions.snapshot(connection -> new VersionLegs(connection).of(batch)));
            }
        });
    }

    /** Work that reads several streams of one snapshot. */
    @FunctionalInterface
    public interface SnapshotWork {
        void run() throws IOException;
    }

    /** Does work all of whose streams show one snapshot, on one connection. */
    public void inOneSnapshot(SnapshotWork work) {
        transactions.snapshot(connection -> {
            try {
                work.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return work;
        });
    }
}

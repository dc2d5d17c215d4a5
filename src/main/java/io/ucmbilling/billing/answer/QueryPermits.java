package io.ucmbilling.billing.answer;

import io.ucmbilling.access.ConcurrencyLimit;
import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Permits to let the database work for clients: each takes one connection of the pool, of a list that is streamed for as long as the
 * client reads. A client has a few, shared with others as {@link ConcurrencyLimit} does; all together leave connections to the collection.
 */
public final class QueryPermits {
    private static final int RETRY_SECONDS = 1;

    private final ConcurrencyLimit all;
    private final int each;
    private final Duration patience;
    private final ConcurrentMap<String, Semaphore> byClient = new ConcurrentHashMap<>();

    /**
     * @param most for all clients together
     * @param each for one client
     * @param patience how long a request waits for others to end
     */
    QueryPermits(int most, int each, Duration patience) {
        this.all = new ConcurrencyLimit(most, patience);
        this.each = each;
        this.patience = patience;
    }

    /** Work that writes to the client. */
    @FunctionalInterface
    public interface StreamWork {
        void run() throws IOException;
    }

    /** Streams with a permit, see {@link #with}. */
    public void stream(ApiClient client, StreamWork work) {
        with(client, () -> {
            try {
                work.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return client;
        });
    }

    /**
     * Does the work with a permit.
     *
     * @throws ProblemException if there is none after a while
     */
    public <T> T with(ApiClient client, Supplier<T> work) {
        Semaphore own = byClient.computeIfAbsent(client.name(), name -> new Semaphore(each, true));
        if (!acquired(own)) {
            throw new ProblemException(Problem.tooManyRequests(
                    "the client has %d requests for lists that are not answered yet".formatted(each), RETRY_SECONDS));
        }
        try {
            if (!all.begin(client.name())) {
                throw new ProblemException(
                        Problem.unavailable("as many lists as may be are being read", RETRY_SECONDS));
            }
            try {
                return work.get();
            } finally {
                all.end(client.name());
            }
        } finally {
            own.release();
        }
    }

    private boolean acquired(Semaphore own) {
        try {
            return own.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package io.ucmbilling.billing.list;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Permits to read lists from the database, each of which takes one connection of the pool for as long as the client reads. One client has
 * a few, so that it cannot take those of others; all together leave connections to the collection.
 */
final class QueryPermits {
    private static final int RETRY_SECONDS = 1;

    private final Semaphore all;
    private final int each;
    private final Duration patience;
    private final ConcurrentMap<String, Semaphore> byClient = new ConcurrentHashMap<>();

    /**
     * @param most for all clients together
     * @param each for one client
     * @param patience how long a request waits for others to end
     */
    QueryPermits(int most, int each, Duration patience) {
        this.all = new Semaphore(most, true);
        this.each = each;
        this.patience = patience;
    }

    /** Does the work with a permit. Without one it is refused after a while. */
    <T> T with(ApiClient client, Supplier<T> work) {
        Semaphore own = byClient.computeIfAbsent(client.name(), name -> new Semaphore(each, true));
        acquire(
                own,
                Problem.tooManyRequests(
                        "the client has %d requests for lists that are not answered yet".formatted(each),
                        RETRY_SECONDS));
        try {
            acquire(all, Problem.unavailable("as many lists as may be are being read", RETRY_SECONDS));
            try {
                return work.get();
            } finally {
                all.release();
            }
        } finally {
            own.release();
        }
    }

    private void acquire(Semaphore permits, Problem refusal) {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ProblemException(refusal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(refusal);
        }
    }
}

package io.ucmbilling.billing.feed;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;

/** Counts of followers that wait, of each client and of all, and their bounds. For any thread. */
final class FollowerCounts {
    private static final int RETRY_SECONDS = 1;

    private final int mostOfClient;
    private final int most;
    private final Map<String, Integer> waiting = new HashMap<>();
    private int all;

    FollowerCounts(int mostOfClient, int most) {
        this.mostOfClient = mostOfClient;
        this.most = most;
    }

    /** Counts one more, or refuses it. */
    synchronized void enter(ApiClient client) {
        int own = waiting.getOrDefault(client.name(), 0);
        if (own >= mostOfClient) {
            throw new ProblemException(Problem.tooManyRequests(
                    "wait: found %d waiting requests of the client, expected at most that many".formatted(own),
                    RETRY_SECONDS));
        }
        if (all >= most) {
            throw new ProblemException(Problem.unavailable(
                    "wait: found %d waiting requests of all clients, expected at most that many".formatted(all),
                    RETRY_SECONDS));
        }
        waiting.put(client.name(), own + 1);
        all++;
    }

    synchronized void leave(ApiClient client) {
        waiting.computeIfPresent(client.name(), (_, own) -> own == 1 ? null : own - 1);
        all--;
    }

    synchronized int all() {
        return all;
    }
}

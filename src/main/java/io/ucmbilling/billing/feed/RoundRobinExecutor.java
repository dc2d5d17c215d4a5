package io.ucmbilling.billing.feed;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Executor that takes from each client in turn: however much one of them asks, another waits for one task of each before its own.
 * A client's tasks are begun in their order.
 */
final class RoundRobinExecutor {
    private final ExecutorService threads;
    /** Tasks that are not begun, by client. Whose turn is next stands first. */
    private final Map<String, Queue<Runnable>> tasks = new LinkedHashMap<>();

    RoundRobinExecutor(ExecutorService threads) {
        this.threads = threads;
    }

    /** @throws RejectedExecutionException if it is shut down; then the task is not done */
    void execute(String client, Runnable task) {
        synchronized (tasks) {
            threads.execute(this::next);
            tasks.computeIfAbsent(client, _ -> new ArrayDeque<>()).add(task);
        }
    }

    private void next() {
        take().run();
    }

    /** Takes the task whose turn it is; there is one for each time that this is called. */
    private Runnable take() {
        synchronized (tasks) {
            Iterator<Map.Entry<String, Queue<Runnable>>> clients =
                    tasks.entrySet().iterator();
            Map.Entry<String, Queue<Runnable>> first = clients.next();
            String client = first.getKey();
            Queue<Runnable> own = first.getValue();
            clients.remove();
            Runnable task = own.remove();
            if (!own.isEmpty()) {
                tasks.put(client, own);
            }
            return task;
        }
    }

    /** Takes no more tasks. Those that it has are done. */
    void shutdown() {
        threads.shutdown();
    }
}

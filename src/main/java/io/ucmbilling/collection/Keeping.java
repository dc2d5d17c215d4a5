package io.ucmbilling.collection;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Keeps one page after the other, each on its own virtual thread, while the caller reads the next; never two at a time. */
final class Keeping {
    private @Nullable FutureTask<?> current;

    /** Starts keeping a page, when the one before is kept; throws what went wrong with that one. */
    void next(Runnable keep) {
        await();
        FutureTask<?> task = new FutureTask<>(keep, null);
        current = task;
        Thread.ofVirtual().name("keep").start(task);
    }

    /** Waits for the page being kept, if any; throws what went wrong with it. An interrupt waits for its end as well. */
    void await() {
        FutureTask<?> task = current;
        if (task == null) {
            return;
        }
        current = null;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a page was not kept", e.getCause());
        } catch (CancellationException e) {
            throw new IllegalStateException("keeping a page was broken off", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

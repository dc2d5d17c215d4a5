package io.ucmbilling.ucm;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which answers are read into pages, shared by all sites. Reading computes, a large answer for a second or two:
 * on virtual threads a few such answers would hold all carriers, and with them every export and all polling. So there are
 * two threads of the platform's own, which leave the rest of the machine to the others; what comes meanwhile waits its turn.
 */
final class ReadingThreads implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    ReadingThreads() {
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("reading-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Reads there and waits for it. Where the caller is interrupted, the reading is too, and nothing waits for it. */
    <T> T call(Callable<T> reading) throws ExecutionException, InterruptedException {
        Future<T> future = threads.submit(reading);
        try {
            return future.get();
        } finally {
            if (future.cancel(true)) {
                threads.purge();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

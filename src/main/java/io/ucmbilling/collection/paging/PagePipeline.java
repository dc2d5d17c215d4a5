package io.ucmbilling.collection.paging;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that keeps pages one after the other, in the order given, while the caller reads on. A page is prepared
 * while the one before it is being kept. If one could not be kept, none behind it is. For one caller at a time.
 */
final class PagePipeline {
    /** At most this many pages are under way. Each is held in memory. */
    private static final int MOST = 2;

    private final Deque<FutureTask<Boolean>> underWay = new ArrayDeque<>();

    /**
     * Takes a page on. Waits if too many are under way. Throws what went wrong with an earlier one.
     *
     * @param page prepares the page and returns what keeps it, which never runs at the same time as another page's
     */
    void next(Supplier<Runnable> page) {
        while (underWay.size() >= MOST) {
            await(underWay.removeFirst());
        }
        FutureTask<Boolean> before = underWay.peekLast();
        FutureTask<Boolean> task = new FutureTask<>(new Turn(page, before));
        // Not a virtual thread: between its many short waits for the database it would queue behind whole pages being
        // parsed.
        Thread.ofPlatform().name("keep").start(task);
        underWay.addLast(task); // Not before it is started: nobody would end a task for which no thread could be had.
    }

    /** The turn of one page: it is prepared at once, and kept when the page before is. */
    private static final class Turn implements Callable<Boolean> {
        private @Nullable Supplier<Runnable> page;
        private final @Nullable FutureTask<Boolean> before;

        Turn(Supplier<Runnable> page, @Nullable FutureTask<Boolean> before) {
            this.page = page;
            this.before = before;
        }

        @Override
        public Boolean call() throws InterruptedException {
            Runnable keep = Objects.requireNonNull(page).get();
            page = null; // The answer's text is not held on to while the page waits.
            if (before != null && !wentWell(before)) {
                return false;
            }
            keep.run();
            return true;
        }
    }

    /** Keeps a page in the caller's thread, once all that is under way is kept. */
    void now(Supplier<Runnable> page) {
        await();
        page.get().run();
    }

    /**
     * Waits for all that is under way. Throws what first went wrong with it. An interrupt waits for its end as well.
     */
    void await() {
        Throwable wrong = null;
        while (!underWay.isEmpty()) {
            try {
                await(underWay.removeFirst());
            } catch (RuntimeException | Error e) {
                wrong = wrong == null ? e : wrong;
            }
        }
        if (wrong != null) {
            throw unchecked(wrong);
        }
    }

    private static boolean wentWell(FutureTask<Boolean> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException | CancellationException e) {
            return false; // Told to the caller by that page's own task.
        }
    }

    private static void await(FutureTask<?> task) {
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
            throw unchecked(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException wrong
                ? wrong
                : new IllegalStateException("a page was not kept: " + cause, cause);
    }
}

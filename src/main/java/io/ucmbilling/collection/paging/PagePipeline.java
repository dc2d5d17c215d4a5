package io.ucmbilling.collection.paging;

import io.ucmbilling.telemetry.LogIds;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that keeps pages one after the other, in the order given, while the caller reads on. A page is prepared
 * while the one before it is being kept. If one could not be kept, none behind it is. For one caller at a time.
 */
final class PagePipeline {
    /** At most this many pages are under way. Each is held in memory. */
    private static final int MOST = 2;
    /**
     * Not a virtual thread: between its many short waits for the database it would queue behind whole pages being
     * parsed.
     */
    private static final Executor THREADS =
            task -> Thread.ofPlatform().name("keep").start(LogIds.carried(task));

    private final Deque<CompletableFuture<Void>> underWay = new ArrayDeque<>();

    /**
     * Takes a page on. Waits if too many are under way. Throws what went wrong with an earlier one.
     *
     * @param page prepares the page and returns what keeps it, which never runs at the same time as another page's
     */
    void next(Supplier<Runnable> page) {
        while (underWay.size() >= MOST) {
            await(underWay.removeFirst());
        }
        CompletableFuture<Void> before = underWay.peekLast();
        CompletableFuture<Runnable> prepared = CompletableFuture.supplyAsync(page, THREADS);
        underWay.addLast(
                before == null
                        ? prepared.thenAccept(Runnable::run)
                        : before.thenAcceptBoth(prepared, (_, keep) -> keep.run()));
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

    private static void await(CompletableFuture<Void> page) {
        try {
            page.join();
        } catch (CompletionException e) {
            throw unchecked(e.getCause());
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

package io.ucmbilling.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limit of how many answers of one sort are under way at one time, shared among those who ask so that none keeps another waiting.
 *
 * <ol>
 *   <li>One who asks gets a turn only while more are free than it holds itself. So one alone gets half of them at most, a
 *       second one half of what is left, and one who holds none gets any that is free.
 *   <li>Who gets none waits a little. A turn that becomes free goes to the one who holds the fewest; of those who hold as
 *       many, to who came first.
 * </ol>
 */
public final class ConcurrencyLimit {
    private static final Duration TO_WAIT = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition given = lock.newCondition();
    private final Map<String, Integer> held = new HashMap<>();
    private final List<Waiter> waiting = new ArrayList<>();
    private final Duration toWait;
    private int free;

    /** One thread that waits for a turn. Each is another, whatever it holds. */
    private static final class Waiter {
        private final String asker;
        private boolean served;

        Waiter(String asker) {
            this.asker = asker;
        }
    }

    public ConcurrencyLimit(int atOneTime) {
        this(atOneTime, TO_WAIT);
    }

    public ConcurrencyLimit(int atOneTime, Duration toWait) {
        this.free = atOneTime;
        this.toWait = toWait;
    }

    /** Returns whether there is a turn for that export or client now or soon. {@link #end} must follow if there is. */
    public boolean begin(String asker) {
        lock.lock();
        try {
            Waiter waiter = new Waiter(asker);
            waiting.add(waiter);
            serve();
            long left = toWait.toNanos();
            while (!waiter.served && left > 0) {
                left = given.awaitNanos(left);
            }
            waiting.remove(waiter);
            return waiter.served;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    public void end(String asker) {
        lock.lock();
        try {
            free++;
            held.merge(asker, -1, Integer::sum);
            serve();
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        waiting.stream()
                .min(Comparator.comparingInt(waiter -> held(waiter.asker)))
                .filter(next -> free > held(next.asker))
                .ifPresent(next -> {
                    next.served = true;
                    waiting.remove(next);
                    free--;
                    held.merge(next.asker, 1, Integer::sum);
                    given.signalAll();
                    serve();
                });
    }

    private int held(String asker) {
        return held.getOrDefault(asker, 0);
    }
}

package io.ucmbilling.testing.ucm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SimulatedUcm} does wrong over recordings; files alone, not listings and tars. Safe for use by several threads.
 */
public final class FileFaults {
    private final Deque<FileFault> told = new ArrayDeque<>();
    private final Set<CountDownLatch> held = new HashSet<>();
    private @Nullable FileFault always;
    private double probability = 1;
    private Random random = new Random(0);

    FileFaults() {}

    /** The next request for a file goes wrong so; told several times, one after the other. */
    public synchronized FileFaults next(FileFault fault) {
        told.add(fault);
        return this;
    }

    /** From now on every request for a file goes wrong so, behind those told by {@link #next}. */
    public synchronized FileFaults always(FileFault fault) {
        return randomly(0, 1, fault);
    }

    /** From now on each request for a file goes wrong so with that probability (0 to 1). */
    public synchronized FileFaults randomly(long seed, double probability, FileFault fault) {
        this.random = new Random(seed);
        this.probability = probability;
        this.always = fault;
        return this;
    }

    /** Nothing goes wrong any more; what is held goes on. */
    public synchronized FileFaults none() {
        told.clear();
        always = null;
        return release();
    }

    /** Lets everything go on that is held at this moment. */
    public synchronized FileFaults release() {
        List.copyOf(held).forEach(CountDownLatch::countDown);
        return this;
    }

    /** How many answers are held at this moment. */
    public synchronized int held() {
        return held.size();
    }

    synchronized @Nullable FileFault take() {
        FileFault fault = told.poll();
        return fault != null || (probability < 1 && random.nextDouble() >= probability) ? fault : always;
    }

    /** Waits until told, or until the client has gone; behind this the connection takes no other request. */
    void hold(Connection connection) {
        CountDownLatch latch = new CountDownLatch(1);
        synchronized (this) {
            held.add(latch);
        }
        Thread.ofVirtual().start(() -> {
            connection.awaitGone();
            latch.countDown();
        });
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                held.remove(latch);
            }
        }
    }
}

package io.ucmbilling.testing.ucm;

import io.ucmbilling.contract.query.CdrQuery;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SimulatedUcm} does wrong: told for the next requests, or at random with a seed, or both; the told ones come
 * first. Counts what struck. Safe for use by several threads.
 */
public final class FaultSchedule {
    private final Deque<Fault> told = new ArrayDeque<>();
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private List<Fault> kinds = List.of();
    private double probability;
    private Random random = new Random(0);
    private int retryAfterSeconds = 7;
    private Duration pause = Duration.ofMillis(20);
    private @Nullable Consumer<CdrQuery> afterPage;
    private final Set<Runnable> held = new HashSet<>();

    /** The next request that it can strike goes wrong so; told several times, one after the other. */
    public FaultSchedule next(Fault fault) {
        return next(fault, 1);
    }

    /** The next {@code times} requests that it can strike go wrong so. */
    public synchronized FaultSchedule next(Fault fault, int times) {
        for (int i = 0; i < times; i++) {
            told.add(fault);
        }
        return this;
    }

    /** From now on each request goes wrong with that probability (0 to 1), in one of those ways, all equally likely. */
    public synchronized FaultSchedule randomly(long seed, double probability, Fault... kinds) {
        this.random = new Random(seed);
        this.probability = probability;
        this.kinds = List.of(kinds);
        return this;
    }

    /** Nothing goes wrong any more; what is held is let go. The hook stays. */
    public synchronized FaultSchedule none() {
        told.clear();
        kinds = List.of();
        release();
        return this;
    }

    /** What Retry-After of {@link Fault#TOLD_TO_WAIT} asks for, in whole seconds. */
    public synchronized FaultSchedule retryAfter(Duration wait) {
        retryAfterSeconds = (int) wait.toSeconds();
        return this;
    }

    /** The pause between two bytes of {@link Fault#SLOW}; 20 ms unless told. */
    public synchronized FaultSchedule pause(Duration pause) {
        this.pause = pause;
        return this;
    }

    /**
     * Runs after each page that was made and before it is sent, so that the next page meets what was changed: a late leg in
     * front, a deleted row. Null: no more. Runs on the server's thread; what it throws goes to the client as 500.
     */
    public synchronized FaultSchedule afterEachPage(@Nullable Consumer<CdrQuery> afterPage) {
        this.afterPage = afterPage;
        return this;
    }

    /** Closes every connection that {@link Fault#TIME_OUT} holds. */
    public synchronized FaultSchedule release() {
        List.copyOf(held).forEach(Runnable::run);
        return this;
    }

    /** How often that fault struck. */
    public synchronized int struck(Fault fault) {
        return struck.getOrDefault(fault, 0);
    }

    /** How often each fault struck; those that never did are left out. */
    public synchronized Map<Fault, Integer> struck() {
        return Map.copyOf(struck);
    }

    /** Connections that {@link Fault#TIME_OUT} holds at this moment. */
    public synchronized int held() {
        return held.size();
    }

    /** The fault for this request, counted; null: none. A told one that cannot strike it stays for a later request. */
    synchronized @Nullable Fault strike(Predicate<Fault> able) {
        Fault fault = pick(able);
        if (fault != null) {
            struck.merge(fault, 1, Integer::sum);
        }
        return fault;
    }

    private @Nullable Fault pick(Predicate<Fault> able) {
        Fault first = told.peek();
        if (first != null) {
            return able.test(first) ? told.poll() : null;
        }
        if (kinds.isEmpty() || random.nextDouble() >= probability) {
            return null;
        }
        Fault fault = kinds.get(random.nextInt(kinds.size()));
        return able.test(fault) ? fault : null;
    }

    synchronized int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    synchronized Duration pause() {
        return pause;
    }

    synchronized void hold(Runnable letGo) {
        held.add(letGo);
    }

    synchronized void letGo(Runnable letGo) {
        held.remove(letGo);
    }

    void pageMade(CdrQuery query) {
        Consumer<CdrQuery> hook;
        synchronized (this) {
            hook = afterPage;
        }
        if (hook != null) {
            hook.accept(query);
        }
    }
}

package io.ucmbilling.simulator.control;

import io.ucmbilling.testing.ucm.HostileAnswer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How often something happens.
 *
 * @param times so many, one after the other; 0: the rate counts
 * @param rate the probability, 0 to 1
 * @param seed of that chance
 */
record Turns(int times, double rate, long seed) {

    static Turns of(ControlRequest request) throws ControlException {
        if (request.has("times") && request.has("rate")) {
            throw ControlException.wrong("times", "rate beside it", "one of both");
        }
        return new Turns(
                request.has("times") ? request.whole("times", 1, 1, 1_000_000) : 0,
                request.number("rate", 1, 1),
                request.whole("seed", 0, 0, Integer.MAX_VALUE));
    }

    /** The answer to each request. */
    Supplier<@Nullable HostileAnswer> of(HostileAnswer answer) {
        AtomicInteger left = new AtomicInteger(times);
        Random random = new Random(seed);
        return () -> (times > 0 ? left.getAndDecrement() > 0 : random.nextDouble() < rate) ? answer : null;
    }

    @Override
    public String toString() {
        return times > 0 ? times + " times" : rate == 1 ? "until told otherwise" : "with probability " + rate;
    }
}

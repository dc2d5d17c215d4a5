package io.ucmbilling.store.serving;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Client for whom the database works.
 *
 * @param timeLimit how long it may work for the client in all
 * @param waiting whether the client still waits. Asked again and again by another thread while the database works, and only
 *     then. It must not wait for anything.
 */
public record QueryClient(Duration timeLimit, BooleanSupplier waiting) {
    boolean isWaiting() {
        return waiting.getAsBoolean();
    }
}

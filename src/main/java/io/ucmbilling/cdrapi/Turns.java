package io.ucmbilling.cdrapi;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many answers of one sort at one time; who comes then waits a little for one to end. */
final class Turns {
    private static final long SECONDS_TO_WAIT = 5;

    private final Semaphore free;

    Turns(int atOneTime) {
        free = new Semaphore(atOneTime);
    }

    /** Whether there is a turn now or soon; {@link #end} must follow where there is. */
    boolean begin() {
        try {
            return free.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void end() {
        free.release();
    }
}

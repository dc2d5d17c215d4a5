package io.ucmbilling.ucm.http;

import java.util.concurrent.Semaphore;

/**
 * Limit of how many answers are read into pages at one time, over all sites. Reading computes, a large answer for a second or
 * two. On virtual threads a few such answers would hold all carriers, and with them every export and all polling. So each is
 * read on the platform thread of its own call ({@link SiteHttpClient#call}), two at a time, which leaves the rest of the machine
 * to the others. What comes meanwhile waits its turn.
 */
public final class ReadingLimit {
    private static final int AT_ONCE = 2;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** The right to read one answer, until it is closed. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a turn. */
    public Turn turn() throws InterruptedException {
        turns.acquire();
        return turns::release;
    }
}

package io.ucmbilling.ucm.http;

import java.util.concurrent.Semaphore;

/**
 * Limit of how many answers are read into pages at one time, over all sites. A large answer takes a second or two of
 * computing. On virtual threads a few such answers would hold all carriers, and with them every export and all polling.
 * So each is read on the platform thread of its own call ({@link SiteHttpClient#call}), two at a time, which leaves the
 * rest of the machine to the others.
 */
public final class ReadingLimit {
    private static final int AT_ONCE = 2;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** The right to read one answer, until it is closed. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    public Turn turn() throws InterruptedException {
        turns.acquire();
        return turns::release;
    }
}

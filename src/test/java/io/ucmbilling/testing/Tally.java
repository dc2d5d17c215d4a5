package io.ucmbilling.testing;

import java.util.concurrent.atomic.AtomicLong;

/** The counters behind {@link Asked}. */
final class Tally {
    final AtomicLong requests = new AtomicLong();
    final AtomicLong pages = new AtomicLong();
    final AtomicLong records = new AtomicLong();
    final AtomicLong emptyPages = new AtomicLong();
    final AtomicLong wrongQueries = new AtomicLong();
    final AtomicLong unsigned = new AtomicLong();
    final AtomicLong wrongPasswords = new AtomicLong();
    final AtomicLong logins = new AtomicLong();

    Asked asked() {
        return new Asked(
                requests.get(),
                pages.get(),
                records.get(),
                emptyPages.get(),
                wrongQueries.get(),
                unsigned.get(),
                wrongPasswords.get(),
                logins.get());
    }
}

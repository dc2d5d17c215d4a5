package io.ucmbilling.testing.ucm;

import java.util.concurrent.atomic.AtomicLong;

/** The counters behind {@link RequestLog}. */
final class RequestLogCounters {
    final AtomicLong requests = new AtomicLong();
    final AtomicLong pages = new AtomicLong();
    final AtomicLong records = new AtomicLong();
    final AtomicLong emptyPages = new AtomicLong();
    final AtomicLong wrongQueries = new AtomicLong();
    final AtomicLong unsigned = new AtomicLong();
    final AtomicLong wrongPasswords = new AtomicLong();
    final AtomicLong logins = new AtomicLong();

    RequestLog asked() {
        return new RequestLog(
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

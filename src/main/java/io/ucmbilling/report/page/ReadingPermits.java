package io.ucmbilling.report.page;

import io.ucmbilling.access.ClientPresence;
import io.ucmbilling.access.ConcurrencyLimit;
import io.ucmbilling.report.user.ReportUser;
import io.ucmbilling.store.serving.QueryClient;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Permits to let the database work for a page: each takes one connection of the pool. All pages together leave most of them to the
 * collection and to the other faces, and one user leaves some to others.
 */
@Component
public final class ReadingPermits {
    private static final int AT_ONE_TIME = 4;

    /** How long the database may work for one statement of a page. */
    public static final Duration LIMIT = Duration.ofSeconds(20);

    private final ConcurrencyLimit limit = new ConcurrencyLimit(AT_ONE_TIME);

    /** There is no permit. To ask again later helps. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Returns for whom the database works: it stops when they have left. */
    public static QueryClient client(HttpServletRequest request) {
        return new QueryClient(LIMIT, ClientPresence.of(request)::isOpen);
    }

    /**
     * Does the work with a permit.
     *
     * @throws BusyException if there is none after a while
     */
    public <T> T with(ReportUser user, Supplier<T> work) {
        if (!limit.begin(user.name())) {
            throw new BusyException();
        }
        try {
            return work.get();
        } finally {
            limit.end(user.name());
        }
    }
}

package io.ucmbilling.cdrapi;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Answers that say that there is none now, without a body; only as long as nothing has been sent. */
final class Unavailable {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private Unavailable() {}

    /**
     * 503.
     *
     * @param retryAfter what whoever is away asked for; null: ten seconds
     */
    static Outcome tell(HttpServletResponse response, @Nullable Duration retryAfter) {
        response.reset();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        Duration wait = retryAfter == null ? RETRY_AFTER : retryAfter;
        response.setHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        return Outcome.UNAVAILABLE;
    }

    /** 503 to a request that costs the database more than it may. */
    static Outcome timedOut(HttpServletResponse response) {
        tell(response, null);
        return Outcome.TIMED_OUT;
    }

    /** 500: a fault of the gateway. */
    static Outcome failed(HttpServletResponse response) {
        response.reset();
        response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        return Outcome.FAILED;
    }
}

package io.ucmbilling.cdrapi.export;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Answers without a body, which say that there is none now. Possible only as long as nothing has been sent. */
public final class ErrorAnswers {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private ErrorAnswers() {}

    /**
     * Answers 503.
     *
     * @param retryAfter what whoever is away asked for; null: ten seconds
     */
    public static RequestOutcome tell(HttpServletResponse response, @Nullable Duration retryAfter) {
        response.reset();
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        Duration wait = retryAfter == null ? RETRY_AFTER : retryAfter;
        response.setHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        return RequestOutcome.UNAVAILABLE;
    }

    /** Answers 503 to a request that costs the database more than it may. */
    public static RequestOutcome timedOut(HttpServletResponse response) {
        tell(response, null);
        return RequestOutcome.TIMED_OUT;
    }

    /** Answers 500: a fault of the gateway. */
    public static RequestOutcome failed(HttpServletResponse response) {
        response.reset();
        response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
        return RequestOutcome.FAILED;
    }
}

package io.ucmbilling.cdrapi.export;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Answers without a body, which say that there is none now. If some of another has been sent, that one is broken off. */
public final class ErrorAnswers {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private ErrorAnswers() {}

    /**
     * Answers 503.
     *
     * @param retryAfter what whoever is away asked for; null: ten seconds
     */
    public static RequestOutcome unavailable(HttpServletResponse response, @Nullable Duration retryAfter) {
        Duration wait = retryAfter == null ? RETRY_AFTER : retryAfter;
        return answer(response, RequestOutcome.UNAVAILABLE, wait);
    }

    /** Answers 503 to a request that costs the database more than it may. */
    public static RequestOutcome timedOut(HttpServletResponse response) {
        return answer(response, RequestOutcome.TIMED_OUT, RETRY_AFTER);
    }

    /** Answers 500: a fault of the gateway. */
    public static RequestOutcome failed(HttpServletResponse response) {
        return answer(response, RequestOutcome.FAILED, null);
    }

    private static RequestOutcome answer(
            HttpServletResponse response, RequestOutcome outcome, @Nullable Duration retryAfter) {
        if (response.isCommitted()) {
            return RequestOutcome.BROKEN_OFF;
        }
        response.reset();
        response.setStatus(outcome == RequestOutcome.FAILED ? 500 : 503);
        if (retryAfter != null) {
            response.setHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return outcome;
    }
}

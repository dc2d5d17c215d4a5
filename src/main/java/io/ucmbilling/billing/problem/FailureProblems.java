package io.ucmbilling.billing.problem;

import io.ucmbilling.store.database.PassingFailures;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;

/**
 * Problems that clients are told of failures, whose causes go to the log.
 *
 * <ol>
 *   <li>The database worked longer than it may: unavailable.
 *   <li>The failure passes ({@link PassingFailures}): unavailable.
 *   <li>All else is the gateway's own fault, such as a statement that PostgreSQL refuses: internal, with a reference to the log.
 * </ol>
 */
public final class FailureProblems {
    private static final Logger LOG = LoggerFactory.getLogger(FailureProblems.class);
    private static final int RETRY_SECONDS = 5;

    private FailureProblems() {}

    /** Returns the problem of a failure of the database, or of what asks it. */
    public static Problem ofDatabase(RuntimeException failure) {
        if (failure instanceof QueryTimeoutException) {
            LOG.warn("api: query-timeout: {}", failure.getMessage());
            return Problem.unavailable("the database worked longer than it may", RETRY_SECONDS);
        }
        if (!PassingFailures.include(failure)) {
            return internal(failure);
        }
        LOG.warn("api: the database did not answer: {}", failure.getClass().getSimpleName());
        LOG.debug("api: the database did not answer", failure);
        return Problem.noDatabase();
    }

    /** Returns the problem of a failure that should not be. */
    static Problem internal(Exception failure) {
        String reference = UUID.randomUUID().toString();
        LOG.error("api: a request failed, its client was told {}", reference, failure);
        return Problem.of(ProblemKind.INTERNAL, "the request failed: the gateway's log tells why at " + reference);
    }
}

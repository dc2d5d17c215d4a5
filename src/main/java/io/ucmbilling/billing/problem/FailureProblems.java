package io.ucmbilling.billing.problem;

import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Problems that clients are told of failures, whose causes go to the log.
 *
 * <ol>
 *   <li>The database worked longer than it may: unavailable.
 *   <li>It does not answer, shuts down, has no connection, memory or disk left, or asks to try again: unavailable.
 *   <li>All else is the gateway's own fault, such as a statement that PostgreSQL refuses: internal, with a reference to the log.
 * </ol>
 */
public final class FailureProblems {
    private static final Logger LOG = LoggerFactory.getLogger(FailureProblems.class);
    private static final int RETRY_SECONDS = 5;

    /** SQLSTATEs: no connection, user or database; rollback; resources; operator; idle for too long; a lock. */
    private static final String PASSING = "(08|28|3D|40|53|57).*|25P0[34]|55P03";

    private FailureProblems() {}

    /** Returns the problem of a failure of the database, or of what asks it. */
    public static Problem ofDatabase(RuntimeException failure) {
        if (failure instanceof QueryTimeoutException) {
            LOG.warn("api: query-timeout: {}", failure.getMessage());
            return Problem.unavailable("the database worked longer than it may", RETRY_SECONDS);
        }
        if (!passes(failure)) {
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

    /** Tells whether asking again may help, whatever was asked. */
    private static boolean passes(RuntimeException failure) {
        String state = sqlState(failure);
        return state != null
                ? state.matches(PASSING)
                : failure instanceof TransientDataAccessException
                        || failure instanceof RecoverableDataAccessException
                        || failure instanceof NonTransientDataAccessResourceException
                        || failure instanceof CannotCreateTransactionException;
    }

    private static @Nullable String sqlState(Throwable failure) {
        String state = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }
}

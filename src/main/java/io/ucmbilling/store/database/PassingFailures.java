package io.ucmbilling.store.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Failures of the database that pass: it does not answer, shuts down, has no connection, memory or disk left, or asks to try again. All
 * others are the gateway's own fault, such as a statement that PostgreSQL refuses.
 */
public final class PassingFailures {
    /** SQLSTATEs: no connection, user or database; rollback; resources; operator; idle for too long; a lock. */
    private static final String STATES = "(08|28|3D|40|53|57).*|25P0[34]|55P03";

    private PassingFailures() {}

    /** Tells whether asking again may help, whatever was asked. The innermost SQLSTATE decides, if there is one. */
    public static boolean include(Throwable failure) {
        String state = sqlState(failure);
        return state != null
                ? state.matches(STATES)
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

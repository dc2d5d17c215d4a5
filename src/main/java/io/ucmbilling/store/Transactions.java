package io.ucmbilling.store;

import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The two kinds of transaction of this room, on plain JDBC: pages are moved by COPY and by streaming, which no entity manager
 * need know of. Every failure of the database comes as a DataAccessException, also where no connection can be had.
 */
@Component
final class Transactions {
    private final JdbcTemplate template;
    private final JdbcClient client;
    private final TransactionTemplate writing;
    private final TransactionTemplate snapshot;

    Transactions(DataSource dataSource) {
        template = new JdbcTemplate(dataSource);
        client = JdbcClient.create(template);
        JdbcTransactionManager manager = new JdbcTransactionManager(dataSource);
        writing = new TransactionTemplate(manager);
        snapshot = new TransactionTemplate(manager);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** Single statements: inside a transaction of this class part of it, else each its own. */
    JdbcClient client() {
        return client;
    }

    /** All or nothing. */
    <T extends @Nullable Object> T writing(ConnectionCallback<T> work) {
        return in(writing, work);
    }

    /** Reads one state of the database, however long it takes. */
    <T extends @Nullable Object> T snapshot(ConnectionCallback<T> work) {
        return in(snapshot, work);
    }

    @SuppressWarnings("NullAway") // the template hands back what the work gave
    private <T extends @Nullable Object> T in(TransactionTemplate transaction, ConnectionCallback<T> work) {
        try {
            return transaction.execute(status -> template.execute(work));
        } catch (CannotCreateTransactionException e) {
            throw new DataAccessResourceFailureException("no connection to the database", e);
        }
    }
}

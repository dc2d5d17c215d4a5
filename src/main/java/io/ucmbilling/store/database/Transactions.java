package io.ucmbilling.store.database;

import java.util.Objects;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaSystemException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The two kinds of transaction of the store. JDBC and entities share them: the manager is JPA's, which lends its connection to
 * statements on the same data source. Every failure of the database comes as a DataAccessException, also if no connection
 * can be had or the way back is lost.
 */
@Component
public final class Transactions {
    /**
     * Items of a SELECT, as the first of a transaction that locks what others wait for, so that it ends with its client.
     * PostgreSQL learns at once that a process died, but by its defaults it notices only after hours that a host did. With
     * them the transaction waits 15 s for its client's next statement. In the middle of a statement, such as COPY, a silent
     * client is asked after 5 s whether it lives, and is gone 9 s later. Exports, which may wait for a slow reader, do not ask
     * for that.
     */
    public static final String END_WITH_CLIENT = "set_config('idle_in_transaction_session_timeout', '15s', true),"
            + " set_config('tcp_keepalives_idle', '5', true), set_config('tcp_keepalives_interval', '3', true),"
            + " set_config('tcp_keepalives_count', '3', true)";

    private final JdbcTemplate template;
    private final JdbcClient client;
    private final TransactionTemplate writing;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate apart;

    Transactions(DataSource dataSource, PlatformTransactionManager manager) {
        template = new JdbcTemplate(dataSource);
        client = JdbcClient.create(template);
        writing = new TransactionTemplate(manager);
        snapshot = new TransactionTemplate(manager);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        apart = new TransactionTemplate(manager);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Returns the client of single statements: inside a transaction of this class part of it, else each its own. */
    public JdbcClient client() {
        return client;
    }

    /** Does all of the work or nothing. */
    public <T> T writing(ConnectionCallback<T> work) {
        return writing(work, result -> true);
    }

    /**
     * Does all of the work or nothing. A transaction that wrote nothing is rolled back: to commit its row lock would wait for the disk.
     *
     * @param wrote whether the work wrote anything, by what it gave
     */
    public <T> T writing(ConnectionCallback<T> work, Predicate<T> wrote) {
        return in(writing, work, wrote);
    }

    /**
     * Does work in a transaction of its own, on a second connection if the caller has one: it is committed when this returns, whatever
     * becomes of the caller's.
     */
    public <T> T apart(ConnectionCallback<T> work) {
        return in(apart, work, result -> true);
    }

    /** Reads one state of the database, however long it takes. */
    public <T> T snapshot(ConnectionCallback<T> work) {
        return in(snapshot, work, result -> true);
    }

    private <T> T in(TransactionTemplate transaction, ConnectionCallback<T> work, Predicate<T> wrote) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                T result = Objects.requireNonNull(template.execute(work));
                if (!wrote.test(result)) {
                    status.setRollbackOnly();
                }
                return result;
            }));
        } catch (TransactionException e) {
            throw new DataAccessResourceFailureException("the database went away, or never answered", e);
        } catch (JpaSystemException e) {
            // The rollback after a connection was lost is lost with it, and would hide why.
            throw e.getCause() instanceof org.hibernate.TransactionException
                    ? new DataAccessResourceFailureException("the database went away", e)
                    : e;
        }
    }
}

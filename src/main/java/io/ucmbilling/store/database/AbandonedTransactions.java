package io.ucmbilling.store.database;

/**
 * Transactions whose client is gone, together with the locks that they hold. PostgreSQL learns at once that a process died,
 * but by its defaults it notices only after hours that a host did. A transaction that locks a site has to be gone when that site's
 * lock runs out, so it asks for less. Exports, which may wait for a slow reader, do not.
 */
public final class AbandonedTransactions {
    /**
     * Items of a SELECT in a transaction, which it ends with: it may wait 15 s for its client's next statement. In the middle of a
     * statement, such as COPY, a silent client is asked after 5 s whether it lives, and is gone 9 s later.
     */
    public static final String END = "set_config('idle_in_transaction_session_timeout', '15s', true),"
            + " set_config('tcp_keepalives_idle', '5', true), set_config('tcp_keepalives_interval', '3', true),"
            + " set_config('tcp_keepalives_count', '3', true)";

    private AbandonedTransactions() {}
}

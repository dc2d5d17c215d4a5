package io.ucmbilling.store.report;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Columns that users have chosen for their downloads. Of more than {@value #MOST} choices the oldest are forgotten. */
@Component
public final class ColumnChoices {
    private static final int MOST = 10_000;

    private final JdbcClient client;

    ColumnChoices(Transactions transactions) {
        this.client = transactions.client();
    }

    /**
     * Returns what a user has chosen.
     *
     * @param format CSV or XLSX
     * @return keys by commas; empty: they have not chosen
     */
    public Optional<String> of(String user, String format) {
        return client.sql("SELECT columns FROM report_columns WHERE user_name = :user AND format = :format")
                .param("user", StorableText.of(user))
                .param("format", format)
                .query(String.class)
                .optional();
    }

    /**
     * Notes what a user has chosen.
     *
     * @param format CSV or XLSX
     * @param columns keys by commas
     */
    public void choose(String user, String format, String columns, Instant at) {
        client.sql("INSERT INTO report_columns (user_name, format, columns, changed_at)"
                        + " VALUES (:user, :format, :columns, :at) ON CONFLICT (user_name, format)"
                        + " DO UPDATE SET columns = excluded.columns, changed_at = excluded.changed_at")
                .param("user", StorableText.of(user))
                .param("format", format)
                .param("columns", columns)
                .param("at", Timestamps.atOrBefore(at))
                .update();
        client.sql("DELETE FROM report_columns WHERE (user_name, format) IN (SELECT user_name, format FROM"
                        + " report_columns ORDER BY changed_at DESC OFFSET :most)")
                .param("most", MOST)
                .update();
    }
}

package io.ucmbilling.store.report;

import io.ucmbilling.store.database.Transactions;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Saved views, {@value #MOST} of each user at most. A view holds no calls: whoever opens it sees what they may see. */
@Component
public final class SavedViews {
    public static final int MOST = 100;
    public static final int LONGEST_NAME = 80;

    /** All saved views that are offered at a time. */
    private static final int MOST_OFFERED = 500;

    private static final String SAVE = """
        INSERT INTO report_view (id, name, owner, shared, query)
        SELECT gen_random_uuid(), :name, :owner, :shared, :query
        WHERE (SELECT count(*) FROM report_view WHERE owner = :owner AND name <> :name) < :most
        ON CONFLICT (owner, name) DO UPDATE SET shared = excluded.shared, query = excluded.query\
        """;

    private final Transactions transactions;

    SavedViews(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns those that a user is offered: their own, and those for all; by name. */
    public List<SavedView> of(String user) {
        return transactions
                .client()
                .sql("SELECT id, name, owner, shared, query FROM report_view WHERE owner = :user OR shared ORDER BY"
                        + " lower(name), name, id LIMIT :most")
                .param("user", user)
                .param("most", MOST_OFFERED)
                .query((row, number) -> new SavedView(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("owner"),
                        row.getBoolean("shared"),
                        row.getString("query")))
                .list();
    }

    /**
     * Saves a view. One of the same name and owner is replaced.
     *
     * @param name 1 to {@value #LONGEST_NAME} characters
     * @return false: the user has {@value #MOST} already
     */
    public boolean save(String name, String owner, boolean shared, String query) {
        return transactions
                        .client()
                        .sql(SAVE)
                        .param("name", name)
                        .param("owner", owner)
                        .param("shared", shared)
                        .param("query", query)
                        .param("most", MOST)
                        .update()
                > 0;
    }

    /**
     * Forgets a view.
     *
     * @param any whether it may be anybody's that is shared, as an administrator may; else only the user's own
     * @return false: there is none of that id that they may forget
     */
    public boolean forget(UUID id, String user, boolean any) {
        return transactions
                        .client()
                        .sql("DELETE FROM report_view WHERE id = :id AND (owner = :user OR :any AND shared)")
                        .param("id", id)
                        .param("user", user)
                        .param("any", any)
                        .update()
                > 0;
    }
}

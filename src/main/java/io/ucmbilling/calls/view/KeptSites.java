package io.ucmbilling.calls.view;

import io.ucmbilling.store.database.Transactions;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Sites of which something is kept, also those that are no longer configured: they keep their calls (billing contract B3). */
@Component
public final class KeptSites {
    private final Transactions transactions;

    KeptSites(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns their ids. */
    public SortedSet<String> ids() {
        return new TreeSet<>(transactions
                .client()
                .sql("SELECT name FROM site")
                .query(String.class)
                .list());
    }
}

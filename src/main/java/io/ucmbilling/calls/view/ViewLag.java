package io.ucmbilling.calls.view;

import io.ucmbilling.store.database.Transactions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * How far calls lag behind the legs that are kept. Calls are made in the order in which their legs were stored, so the oldest note of a
 * stale call tells of all sites.
 */
@Component
public final class ViewLag {
    private static final String OLDEST =
            "SELECT greatest(0, extract(epoch FROM clock_timestamp() - stale_since))::bigint"
                    + " FROM stale_call ORDER BY number LIMIT 1";

    private final Transactions transactions;

    ViewLag(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns since when legs wait that no call shows yet. Zero: none do. */
    public Duration now() {
        Optional<Long> seconds =
                transactions.client().sql(OLDEST).query(Long.class).optional();
        return Duration.ofSeconds(seconds.orElse(0L));
    }

    /** Returns the last place of the feed that was given out. It grows with each change of a call. */
    public long place() {
        return transactions
                .client()
                .sql("SELECT place FROM call_follower")
                .query(Long.class)
                .single();
    }

    /** Returns the ids of the sites whose legs were stored before calls were made of them, and are not all looked at yet. */
    public Set<String> unfinished() {
        return transactions
                .client()
                .sql("SELECT name FROM call_backfill JOIN site ON site.id = call_backfill.site")
                .query((row, number) -> row.getString(1))
                .list()
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }
}

package io.ucmbilling.store.watch;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Faults of the sites, in PostgreSQL. */
@Component
final class StoredFaults implements SiteFaults {
    private static final int LONGEST_MESSAGE = 1_000;

    private static final String NOTE = """
        WITH known AS (SELECT id FROM site WHERE name = :site),
             old AS (DELETE FROM site_fault USING known WHERE site_fault.site = known.id AND hour < :oldest)
        INSERT INTO site_fault AS noted (site, hour, kind, count, last_at, message)
        SELECT id, date_trunc('hour', :at::timestamptz, 'UTC'), :kind, 1, :at, :message FROM known
        ON CONFLICT (site, hour, kind)
            DO UPDATE SET count = noted.count + 1, last_at = excluded.last_at, message = excluded.message\
        """;

    private static final String SINCE = """
        SELECT hour, kind, count, last_at, message FROM site_fault
        WHERE site = (SELECT id FROM site WHERE name = :site) AND hour >= :oldest
        ORDER BY hour DESC, kind\
        """;

    private final Transactions transactions;

    StoredFaults(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void note(String site, String kind, String message, Instant at) {
        String told = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
        transactions
                .client()
                .sql(NOTE)
                .param("site", site)
                .param("kind", kind)
                .param("message", StorableText.of(told))
                .param("at", Timestamps.atOrBefore(at))
                .param("oldest", Timestamps.atOrBefore(at.minus(KEPT)))
                .update();
    }

    @Override
    public List<HourOfFaults> of(String site, Instant now) {
        return transactions
                .client()
                .sql(SINCE)
                .param("site", site)
                .param("oldest", Timestamps.atOrBefore(now.minus(KEPT)))
                .query((row, number) -> new HourOfFaults(
                        Objects.requireNonNull(row.getObject("hour", OffsetDateTime.class))
                                .toInstant(),
                        row.getString("kind"),
                        row.getInt("count"),
                        Objects.requireNonNull(row.getObject("last_at", OffsetDateTime.class))
                                .toInstant(),
                        row.getString("message")))
                .list();
    }
}

package io.ucmbilling.store.watch;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.watch.SiteCollection.OpenDays;
import io.ucmbilling.store.watch.SiteCollection.UnreadDays;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What has come of the collection of many sites, by two statements however many there are. Days are read of those sites alone whose first
 * collection is not done, and of each site one call.
 */
@Component
public final class SiteCollections {
    /** Almost every site has a call in these months. The partitions before them are read for the others only. */
    private static final int RECENT_MONTHS = 1;

    /** By indexes alone: what tables are so small that they would be read whole, changes from day to day. */
    private static final String SETTINGS = "SET LOCAL jit = off; SET LOCAL enable_seqscan = off;"
            + " SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off; SET LOCAL statement_timeout = ";

    /**
     * The last row of the site's part of the index on site and start. Asked for by an equal site, it might be looked for through all calls
     * of a partition, by the index on the start alone.
     */
    private static final String NEWEST = """
        (SELECT started_at FROM call
         WHERE (call.site, started_at) >= (site.id, '-infinity'::timestamptz)
           AND (call.site, started_at) <= (site.id, 'infinity'::timestamptz) AND %s
         ORDER BY call.site DESC, started_at DESC LIMIT 1)\
        """;

    private static final String SITES = """
        SELECT name, since, last_fault_at, last_fault_message, retry_at, coalesce(%s, %s) AS newest_call
        FROM site WHERE name = ANY (:names)\
        """.formatted(
            NEWEST.formatted("month >= :recent"), NEWEST.formatted("month >= '1900-01-01' AND month < :recent"));

    private static final String DAYS = """
        SELECT name, count(*) AS days, count(*) FILTER (WHERE reads > 0) AS read, count(*) FILTER (WHERE confirmed) AS confirmed,
               count(*) FILTER (WHERE reads = 1 AND NOT confirmed) AS read_once,
               min(read_at) FILTER (WHERE reads = 1 AND NOT confirmed) AS first_read_at,
               min(day) FILTER (WHERE reads = 0) AS first_unread, max(day) FILTER (WHERE reads = 0) AS last_unread
        FROM site JOIN collection_day ON collection_day.site = site.id
        WHERE site.id IN (SELECT site FROM collection_day WHERE NOT confirmed) AND name = ANY (:names)
        GROUP BY name\
        """;

    private final Transactions transactions;

    SiteCollections(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Returns what has come of those of the sites that are known, by id.
     *
     * @param longest how long the database may work for one statement
     */
    public Map<String, SiteCollection> of(Collection<String> sites, Instant now, Duration longest) {
        String[] names = sites.toArray(String[]::new);
        LocalDate recent =
                LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1).minusMonths(RECENT_MONTHS);
        return transactions.snapshot(connection -> {
            Sql.execute(connection, SETTINGS + longest.toMillis());
            JdbcClient client = transactions.client();
            Map<String, SiteCollection> found = new HashMap<>();
            client.sql(SITES).param("names", names).param("recent", recent).query(row -> {
                found.put(row.getString("name"), site(row));
            });
            days(client, names)
                    .forEach((name, open) -> found.computeIfPresent(name, (site, known) -> known.with(open)));
            return found;
        });
    }

    /**
     * Returns the days of those of the sites whose first collection is not done, by id.
     *
     * @param longest how long the database may work
     */
    public Map<String, OpenDays> open(Collection<String> sites, Duration longest) {
        return transactions.snapshot(connection -> {
            Sql.execute(connection, SETTINGS + longest.toMillis());
            return days(transactions.client(), sites.toArray(String[]::new));
        });
    }

    private static Map<String, OpenDays> days(JdbcClient client, String[] names) {
        Map<String, OpenDays> found = new HashMap<>();
        client.sql(DAYS).param("names", names).query(row -> {
            found.put(row.getString("name"), days(row));
        });
        return found;
    }

    private static SiteCollection site(ResultSet row) throws SQLException {
        return new SiteCollection(
                Objects.requireNonNull(row.getObject("since", LocalDate.class)),
                instant(row, "last_fault_at"),
                row.getString("last_fault_message"),
                instant(row, "retry_at"),
                instant(row, "newest_call"),
                null);
    }

    private static OpenDays days(ResultSet row) throws SQLException {
        return new OpenDays(
                row.getLong("days"),
                row.getLong("read"),
                row.getLong("confirmed"),
                row.getLong("read_once"),
                instant(row, "first_read_at"),
                unread(row.getObject("first_unread", LocalDate.class), row.getObject("last_unread", LocalDate.class)));
    }

    private static @Nullable UnreadDays unread(@Nullable LocalDate first, @Nullable LocalDate last) {
        return first == null || last == null ? null : new UnreadDays(first, last);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Timestamps.instant(row.getObject(column, OffsetDateTime.class));
    }
}

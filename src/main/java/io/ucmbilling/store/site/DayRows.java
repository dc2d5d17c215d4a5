package io.ucmbilling.store.site;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The days in PostgreSQL. */
@Component
final class DayRows implements FirstDays {
    private final JdbcClient client;
    private final SiteRows sites;

    DayRows(Transactions transactions, SiteRows sites) {
        this.client = transactions.client();
        this.sites = sites;
    }

    @Override
    public void add(Hold hold, List<LocalDate> days) {
        sites.fenced(hold, site -> add(site.id(), days));
    }

    private void add(short site, List<LocalDate> days) {
        client.sql("INSERT INTO collection_day (site, day) SELECT ?, day FROM unnest(?::date[]) AS day"
                        + " ON CONFLICT DO NOTHING")
                .param(site)
                .param(days.stream().map(LocalDate::toString).toArray(String[]::new))
                .update();
    }

    @Override
    public List<Day> open(String site) {
        return client.sql("SELECT day.* FROM collection_day AS day JOIN site ON site.id = day.site"
                        + " WHERE site.name = ? AND NOT confirmed ORDER BY day DESC")
                .param(site)
                .query((row, number) -> day(row))
                .list();
    }

    @Override
    public DayCount count(String site) {
        return client.sql("SELECT count(*), count(*) FILTER (WHERE reads > 0), count(*) FILTER (WHERE confirmed),"
                        + " min(day.day), max(day.day)"
                        + " FROM collection_day AS day JOIN site ON site.id = day.site WHERE site.name = ?")
                .param(site)
                .query((row, number) -> new DayCount(
                        row.getInt(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getObject(4, LocalDate.class),
                        row.getObject(5, LocalDate.class)))
                .single();
    }

    @Override
    public void write(Hold hold, Day day) {
        sites.fenced(hold, site -> write(site.id(), day));
    }

    private void write(short site, Day day) {
        client.sql("INSERT INTO collection_day (site, day, reads, confirmed, read_at, attempts, retry_at) VALUES"
            + " (:site, :day, :reads, :confirmed, :readAt, :attempts, :retryAt) ON CONFLICT (site, day) DO UPDATE SET"
            + " reads = excluded.reads, confirmed = excluded.confirmed, read_at = excluded.read_at, attempts ="
            + " excluded.attempts, retry_at = excluded.retry_at")
                .param("site", site)
                .param("day", day.day())
                .param("reads", day.reads())
                .param("confirmed", day.confirmed())
                .param("readAt", Timestamps.orNull(day.readAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("attempts", day.attempts())
                .param("retryAt", Timestamps.orNull(day.retryAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    private static Day day(ResultSet row) throws SQLException {
        return new Day(
                row.getObject("day", LocalDate.class),
                row.getInt("reads"),
                row.getBoolean("confirmed"),
                Timestamps.instant(row.getObject("read_at", OffsetDateTime.class)),
                row.getInt("attempts"),
                Timestamps.instant(row.getObject("retry_at", OffsetDateTime.class)));
    }
}

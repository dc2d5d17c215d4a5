package io.ucmbilling.store.site;

import io.ucmbilling.store.database.Transactions;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The days in PostgreSQL. */
@Component
final class StoredDays implements FirstDays {
    private final SiteRows sites;
    private final CollectionDayEntities days;
    private final JdbcClient client;

    StoredDays(SiteRows sites, CollectionDayEntities days, Transactions transactions) {
        this.sites = sites;
        this.days = days;
        this.client = transactions.client();
    }

    @Override
    public void add(Hold hold, List<LocalDate> newDays) {
        sites.fenced(hold, site -> days.add(site.id(), newDays.toArray(LocalDate[]::new)));
    }

    @Override
    public List<Day> open(String site) {
        return sites.id(site).map(days::open).orElse(List.of());
    }

    @Override
    public DayCount count(String site) {
        return client.sql("""
            SELECT count(*) AS days, count(*) FILTER (WHERE reads > 0) AS read,
                count(*) FILTER (WHERE confirmed) AS confirmed, min(day) AS earliest, max(day) AS latest
            FROM collection_day WHERE site = (SELECT id FROM site WHERE name = ?)\
            """).param(site).query(DayCount.class).single();
    }

    @Override
    public void write(Hold hold, Day day) {
        sites.fenced(hold, site -> days.save(new CollectionDayEntity(site.id(), day)));
    }
}

package io.ucmbilling.store.site;

import io.ucmbilling.store.site.CollectionDays.CollectionDay;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** Days of the first collections, in PostgreSQL. */
@Component
final class StoredDays implements FirstDays {
    private final SiteRows sites;
    private final CollectionDays days;

    StoredDays(SiteRows sites, CollectionDays days) {
        this.sites = sites;
        this.days = days;
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
        return sites.id(site).map(days::count).orElse(new DayCount(0, 0, 0, null, null));
    }

    @Override
    public void write(Hold hold, Day day) {
        sites.fenced(hold, site -> days.save(new CollectionDay(site.id(), day)));
    }
}

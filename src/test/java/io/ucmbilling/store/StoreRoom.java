package io.ucmbilling.store;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Field;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.intake.LegIntake;
import io.ucmbilling.store.intake.PageCounts;
import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.row.StoredLeg;
import io.ucmbilling.store.serving.LegQuery;
import io.ucmbilling.store.serving.LegQuery.SiteBounds;
import io.ucmbilling.store.serving.Legs;
import io.ucmbilling.store.site.FirstDays;
import io.ucmbilling.store.site.Hold;
import io.ucmbilling.store.site.Sites;
import io.ucmbilling.testing.database.Database;
import io.ucmbilling.testing.database.DatabaseStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A store room on a database of its own, with two sites taken, and short words for what the tests do with it. */
public final class StoreRoom implements AutoCloseable {
    public static final String SITE = "branch-a";
    public static final String OTHER = "branch-b";
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);

    public static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    public final Database database = Database.fresh();
    public final DatabaseStore store = new DatabaseStore(database, CLOCK);
    public final Sites sites = store.sites();
    public final LegIntake intake = store.intake();
    public final FirstDays firstDays = store.firstDays();
    public final Quarantine quarantine = store.quarantine();
    public final Legs legs = store.legs();
    public final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    public final Hold hold;
    public final Hold otherHold;

    public StoreRoom() {
        sites.register(SITE, FIRST_DAY);
        sites.register(OTHER, FIRST_DAY);
        hold = sites.take(SITE).hold();
        otherHold = sites.take(OTHER).hold();
    }

    public PageCounts keep(ReadLeg... page) {
        return keep(List.of(page));
    }

    public PageCounts keep(List<ReadLeg> page) {
        return intake.keep(hold, page, List.of(), null).counts();
    }

    public PageCounts keepOther(ReadLeg... page) {
        return intake.keep(otherHold, List.of(page), List.of(), null).counts();
    }

    public PageCounts quarantine(String... raws) {
        List<UnreadableEntry> entries =
                Stream.of(raws).map(raw -> new UnreadableEntry(raw, "broken")).toList();
        return intake.keep(hold, List.of(), entries, null).counts();
    }

    /** Every leg of a site. */
    public static LegQuery all(String... sites) {
        List<SiteBounds> bounds =
                Stream.of(sites).map(site -> new SiteBounds(site, null, null)).toList();
        return new LegQuery(bounds, null, null, null, null, null, false);
    }

    /** Every call of a site. */
    public static LegQuery calls(String... sites) {
        LegQuery all = all(sites);
        return new LegQuery(all.sites(), null, null, null, null, null, true);
    }

    public List<List<StoredLeg>> items(LegQuery query, long offset, int limit) {
        List<List<StoredLeg>> items = new ArrayList<>();
        items(query, offset, limit, items::add);
        return items;
    }

    public void items(LegQuery query, long offset, int limit, Legs.ItemSink sink) {
        try {
            legs.page(query, offset, limit, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<StoredLeg> legs(LegQuery query) {
        return items(query, 0, 100_000).stream().flatMap(List::stream).toList();
    }

    /** Raw records of the site in the order of serving. */
    public List<CdrRecord> records() {
        return legs(all(SITE)).stream().map(StoredLeg::raw).toList();
    }

    /** AcctIds of the items, a call's joined by +. */
    public List<String> acctIds(LegQuery query, long offset, int limit) {
        return items(query, offset, limit).stream()
                .map(item -> String.join(
                        "+",
                        item.stream().map(leg -> leg.raw().text(Field.ACCT_ID)).toList()))
                .toList();
    }

    @Override
    public void close() {
        store.close();
        database.close();
    }
}

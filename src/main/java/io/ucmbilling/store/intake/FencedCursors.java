package io.ucmbilling.store.intake;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.contract.UnreadableEntry;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.CollectedMonths;
import io.ucmbilling.store.partition.Partitions;
import io.ucmbilling.store.row.LegEncoder;
import io.ucmbilling.store.row.PreparedLegs;
import io.ucmbilling.store.row.ReadLeg;
import io.ucmbilling.store.site.Day;
import io.ucmbilling.store.site.DayCount;
import io.ucmbilling.store.site.DayRows;
import io.ucmbilling.store.site.Lateness;
import io.ucmbilling.store.site.LostSiteException;
import io.ucmbilling.store.site.SiteProgress;
import io.ucmbilling.store.site.SiteProgress.Counting;
import io.ucmbilling.store.site.SiteRow;
import io.ucmbilling.store.site.SiteRows;
import io.ucmbilling.store.site.WallClockSpan;
import io.ucmbilling.store.site.ZoneMeasurements;
import io.ucmbilling.store.site.ZoneRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The collection's state in PostgreSQL; each write locks the site's row and checks the fence it carries. */
@Component
final class FencedCursors implements Cursors {
    private final Transactions transactions;
    private final SiteRows sites;
    private final DayRows days;
    private final ZoneRows zones;
    private final QuarantineRows quarantine;
    private final Partitions partitions;
    private final ServingChanges arrivals;

    FencedCursors(
            Transactions transactions,
            SiteRows sites,
            DayRows days,
            ZoneRows zones,
            QuarantineRows quarantine,
            Partitions partitions,
            ServingChanges arrivals) {
        this.transactions = transactions;
        this.sites = sites;
        this.days = days;
        this.zones = zones;
        this.quarantine = quarantine;
        this.partitions = partitions;
        this.arrivals = arrivals;
    }

    @Override
    public void register(String site, LocalDate since) {
        sites.register(site, since);
        partitions.collectFrom(since);
    }

    @Override
    public CollectedMonths collectedMonths() {
        return partitions.collected();
    }

    @Override
    public List<SiteProgress> progress() {
        return sites.all();
    }

    @Override
    public SiteProgress progress(String site) {
        return sites.one(site);
    }

    @Override
    public SiteProgress take(String site) {
        return sites.take(site);
    }

    @Override
    public PreparedLegs prepare(String site, List<ReadLeg> legs) {
        short id = sites.id(site).orElseThrow(() -> new IllegalArgumentException("site " + site + ": not registered"));
        LegEncoder encoder = new LegEncoder(id);
        return new PreparedLegs(legs.stream().map(encoder::encode).toList());
    }

    @Override
    public PageCounts keep(
            String site, long fence, PreparedLegs legs, List<UnreadableEntry> quarantined, @Nullable Instant cursor) {
        Outcome outcome = withPartitions(legs, (connection, thorough) -> {
            SiteRow row = sites.lock(connection, site, fence);
            int entries = quarantine.add(row.id(), quarantined);
            PageUpsert page = new PageUpsert(connection, row, thorough);
            Outcome kept = store(page, row, legs, cursor);
            legs.added(page.added());
            return new Outcome(kept.stored(), kept.wrote() || entries > 0);
        });
        return new PageCounts(
                legs.size() + quarantined.size(), outcome.stored(), legs.size() - outcome.stored(), quarantined.size());
    }

    /** Work in a transaction, either trusting in the index or with every leg looked up. */
    @FunctionalInterface
    private interface Keeping {
        Outcome keep(Connection connection, boolean thorough) throws SQLException;
    }

    /** How many legs were stored, and whether anything at all was written. */
    private record Outcome(int stored, boolean wrote) {}

    @Override
    public void release(String site, long fence, long number, List<ReadLeg> legs) {
        PreparedLegs prepared = prepare(site, legs);
        withPartitions(prepared, (connection, thorough) -> {
            SiteRow row = sites.lock(connection, site, fence);
            quarantine.remove(row.id(), number);
            PageUpsert page = new PageUpsert(connection, row, thorough);
            return new Outcome(store(page, row, prepared, null).stored(), true);
        });
    }

    @Override
    public void succeeded(String site, long fence, Part part, Instant at, @Nullable Instant cursor) {
        String time = switch (part) {
            case TAIL -> "tail_at = :at, ";
            case SWEEP -> "sweep_at = :at, ";
            case DEEP_SWEEP -> "deep_sweep_at = :at, ";
            case DAY -> "";
        };
        update(
                site,
                fence,
                "UPDATE site SET " + time + "failures = 0, retry_at = NULL, last_fault = NULL,"
                        + " read_until = greatest(read_until, :cursor) WHERE name = :site AND fence = :fence",
                update -> update.param("at", Timestamps.atOrBefore(at))
                        .param("cursor", Timestamps.orNull(cursor), Types.TIMESTAMP_WITH_TIMEZONE));
    }

    @Override
    public void failed(String site, long fence, String fault, Instant retryAt) {
        update(
                site,
                fence,
                "UPDATE site SET failures = failures + 1, last_fault = :fault, retry_at = :retryAt"
                        + " WHERE name = :site AND fence = :fence",
                update ->
                        update.param("fault", StorableText.of(fault)).param("retryAt", Timestamps.atOrBefore(retryAt)));
    }

    @Override
    public void learnt(String site, long fence, Counting counting, @Nullable Duration zoneError) {
        update(
                site,
                fence,
                "UPDATE site SET counting = :counting, zone_error = coalesce(:zoneError, zone_error)"
                        + " WHERE name = :site AND fence = :fence",
                update -> update.param("counting", counting.name())
                        .param("zoneError", Timestamps.seconds(zoneError), Types.INTEGER));
    }

    @Override
    public Lateness lateness(String site) {
        return sites.lateness(site);
    }

    @Override
    public void lateness(String site, long fence, Lateness lateness) {
        fenced(site, fence, row -> sites.lateness(row.id(), lateness));
    }

    @Override
    public ZoneMeasurements zoneMeasurements(String site, ZoneId zone, Instant after) {
        return zones.after(after, site, zone);
    }

    @Override
    public void measuredZone(String site, long fence, ZoneMeasurements more, Instant until) {
        fenced(site, fence, row -> zones.add(row.id(), more, until));
    }

    @Override
    public void addDays(String site, long fence, List<LocalDate> newDays) {
        fenced(site, fence, row -> days.add(row.id(), newDays));
    }

    @Override
    public List<Day> openDays(String site) {
        return days.open(site);
    }

    @Override
    public DayCount dayCount(String site) {
        return days.count(site);
    }

    @Override
    public void day(String site, long fence, Day day) {
        fenced(site, fence, row -> days.write(row.id(), day));
    }

    @Override
    public List<Quarantine> quarantine(String site, long before, int limit) {
        return sites.id(site).map(id -> quarantine.newest(id, before, limit)).orElse(List.of());
    }

    /** Keeps legs and moves the progress where it moves; where nothing does, nothing is written. */
    private Outcome store(PageUpsert page, SiteRow row, PreparedLegs legs, @Nullable Instant cursor)
            throws SQLException {
        int stored = page.keep(legs);
        EarliestChange change = page.change();
        if (change != null) {
            arrivals.add(row.id(), change);
        }
        Instant before = row.progress().cursor();
        Instant after = Timestamps.instant(Timestamps.orNull(cursor));
        boolean on = after != null && (before == null || after.isAfter(before));
        LocalDateTime sessionlessUntil = page.sessionlessUntil();
        WallClockSpan scattered = page.scattered();
        if (on || sessionlessUntil != null || scattered != null) {
            sites.move(row, on ? Timestamps.orNull(after) : null, sessionlessUntil, scattered);
        }
        return new Outcome(stored, stored > 0 || on);
    }

    /** Keeps legs in a transaction, once again where the index found one kept that was taken for new. */
    private Outcome withPartitions(PreparedLegs legs, Keeping keeping) {
        Set<YearMonth> months = legs.legs().stream()
                .map(leg -> YearMonth.from(leg.key().start()))
                .collect(Collectors.toSet());
        partitions.make(months);
        try {
            Outcome outcome = once(months, keeping);
            arrivals.forgetOld();
            return outcome;
        } catch (DataAccessException e) {
            partitions.forget();
            throw e;
        }
    }

    private Outcome once(Set<YearMonth> months, Keeping keeping) {
        try {
            return inPlace(months, keeping, false);
        } catch (DuplicateKeyException e) {
            return inPlace(months, keeping, true);
        }
    }

    private Outcome inPlace(Set<YearMonth> months, Keeping keeping, boolean thorough) {
        return transactions.writing(
                connection -> {
                    partitions.enter(connection, months);
                    return keeping.keep(connection, thorough);
                },
                Outcome::wrote);
    }

    private void fenced(String site, long fence, Consumer<SiteRow> write) {
        transactions.writing(connection -> {
            write.accept(sites.lock(connection, site, fence));
            return site;
        });
    }

    private void update(String site, long fence, String sql, UnaryOperator<StatementSpec> parameters) {
        StatementSpec update =
                transactions.client().sql(sql).param("site", site).param("fence", fence);
        if (parameters.apply(update).update() == 0) {
            throw new LostSiteException(String.format(
                    Locale.ROOT,
                    "site %s: fence %d came, %d is the newest: another replica has taken the site over",
                    site,
                    fence,
                    sites.one(site).fence()));
        }
    }
}

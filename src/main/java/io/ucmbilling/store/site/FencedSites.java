package io.ucmbilling.store.site;

import io.ucmbilling.contract.StorableText;
import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.Partitions;
import io.ucmbilling.store.site.SiteProgress.Counting;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** The sites in PostgreSQL. Each write checks the fence of its hold. */
@Component
final class FencedSites implements Sites {
    private final Transactions transactions;
    private final SiteRows sites;
    private final ZoneRows zones;
    private final Partitions partitions;

    FencedSites(Transactions transactions, SiteRows sites, ZoneRows zones, Partitions partitions) {
        this.transactions = transactions;
        this.sites = sites;
        this.zones = zones;
        this.partitions = partitions;
    }

    @Override
    public void register(String site, LocalDate since) {
        sites.register(site, since);
        partitions.collectFrom(since);
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
    public void succeeded(Hold hold, Part part, Instant at, @Nullable Instant cursor) {
        String time = switch (part) {
            case TAIL -> "tail_at = :at, ";
            case SWEEP -> "sweep_at = :at, ";
            case DEEP_SWEEP -> "deep_sweep_at = :at, ";
            case DAY -> "";
        };
        update(
                hold,
                "UPDATE site SET " + time + "failures = 0, retry_at = NULL, last_fault = NULL,"
                        + " read_until = greatest(read_until, :cursor) WHERE name = :site AND fence = :fence",
                update -> update.param("at", Timestamps.atOrBefore(at))
                        .param("cursor", Timestamps.orNull(cursor), Types.TIMESTAMP_WITH_TIMEZONE));
    }

    @Override
    public void failed(Hold hold, String fault, Instant retryAt) {
        update(
                hold,
                "UPDATE site SET failures = failures + 1, last_fault = :fault, retry_at = :retryAt"
                        + " WHERE name = :site AND fence = :fence",
                update ->
                        update.param("fault", StorableText.of(fault)).param("retryAt", Timestamps.atOrBefore(retryAt)));
    }

    @Override
    public void learnt(Hold hold, Counting counting, @Nullable Duration zoneError) {
        update(
                hold,
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
    public void lateness(Hold hold, Lateness lateness) {
        sites.fenced(hold, row -> sites.lateness(row.id(), lateness));
    }

    @Override
    public ZoneMeasurements zoneMeasurements(String site, ZoneId zone, Instant after) {
        return zones.after(after, site, zone);
    }

    @Override
    public void measuredZone(Hold hold, ZoneMeasurements more, Instant until) {
        sites.fenced(hold, row -> zones.add(row.id(), more, until));
    }

    private void update(Hold hold, String sql, UnaryOperator<StatementSpec> parameters) {
        StatementSpec update =
                transactions.client().sql(sql).param("site", hold.site()).param("fence", hold.fence());
        if (parameters.apply(update).update() == 0) {
            throw new LostSiteException(hold, sites.one(hold.site()).hold().fence());
        }
    }
}

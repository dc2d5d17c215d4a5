package io.ucmbilling.store.site;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.partition.Partitions;
import io.ucmbilling.store.site.SiteEntities.SiteEntity;
import io.ucmbilling.store.site.ZoneMeasurements.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sites and their progress, in PostgreSQL. */
@Component
final class StoredSites implements Sites {
    private final SiteEntities entities;
    private final SiteRows rows;
    private final Partitions partitions;
    private final JdbcClient client;
    private final SettingRows settings;

    StoredSites(
            SiteEntities entities,
            SiteRows rows,
            Partitions partitions,
            Transactions transactions,
            SettingRows settings) {
        this.entities = entities;
        this.rows = rows;
        this.partitions = partitions;
        this.client = transactions.client();
        this.settings = settings;
    }

    @Override
    public void register(String site, LocalDate since) {
        rows.register(site, since);
        partitions.collectFrom(since);
    }

    @Override
    public void configured(String site, ZoneId zone, @Nullable String region) {
        settings.add(site, zone, region);
    }

    @Override
    public List<SiteProgress> progress() {
        return entities.progress().stream()
                .sorted(Comparator.comparing(SiteProgress::site))
                .toList();
    }

    @Override
    public SiteProgress progress(String site) {
        return entities.progress(site).orElseThrow(() -> SiteRows.unknown(site));
    }

    @Override
    public SiteProgress take(String site) {
        return entities.take(site).orElseThrow(() -> SiteRows.unknown(site)).progress;
    }

    @Override
    public void change(Hold hold, UnaryOperator<SiteProgress> change) {
        write(hold, site -> site.progress = change.apply(site.progress));
    }

    @Override
    public Lateness lateness(String site) {
        return entities.lateness(site).orElse(Lateness.NONE);
    }

    @Override
    public void lateness(Hold hold, Lateness lateness) {
        write(hold, site -> site.lateness = lateness);
    }

    private void write(Hold hold, Consumer<SiteEntity> change) {
        rows.fenced(hold, row -> entities.findById(row.id()).ifPresent(change));
    }

    @Override
    public ZoneMeasurements zoneMeasurements(String site, ZoneId zone, Instant after) {
        List<Measurement> measurements = client.sql("SELECT quarter, error, legs FROM zone_measurement WHERE site ="
                        + " (SELECT id FROM site WHERE name = :site) AND zone = :zone AND quarter > :time")
                .param("site", site)
                .param("zone", zone.getId())
                .param("time", Timestamps.atOrBefore(after))
                .query((row, number) -> new Measurement(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        Duration.ofSeconds(row.getInt(2)),
                        row.getLong(3)))
                .list();
        return new ZoneMeasurements(zone, measurements);
    }

    @Override
    public void measuredZone(Hold hold, ZoneMeasurements more, Instant until) {
        rows.fenced(hold, row -> {
            client.sql("DELETE FROM zone_measurement WHERE site = :site AND quarter <= :until")
                    .param("site", row.id())
                    .param("until", Timestamps.atOrBefore(until))
                    .update();
            more.measurements().forEach(measurement -> add(row.id(), more.zone(), measurement));
        });
    }

    private void add(short site, ZoneId zone, Measurement measurement) {
        client.sql("INSERT INTO zone_measurement AS known (site, quarter, zone, error, legs) VALUES (:site, :quarter,"
                        + " :zone, :error, :legs) ON CONFLICT (site, quarter, zone, error) DO UPDATE SET legs ="
                        + " known.legs + excluded.legs")
                .param("site", site)
                .param("quarter", Timestamps.atOrBefore(measurement.quarter()))
                .param("zone", zone.getId())
                .param("error", Timestamps.seconds(measurement.error()))
                .param("legs", measurement.legs())
                .update();
    }
}

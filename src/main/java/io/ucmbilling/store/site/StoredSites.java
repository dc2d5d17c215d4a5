package io.ucmbilling.store.site;

import io.ucmbilling.store.partition.Partitions;
import io.ucmbilling.store.site.SiteProgress.Counting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sites in PostgreSQL. */
@Component
final class StoredSites implements Sites {
    private final SiteEntities entities;
    private final SiteRows rows;
    private final ZoneRows zones;
    private final Partitions partitions;

    StoredSites(SiteEntities entities, SiteRows rows, ZoneRows zones, Partitions partitions) {
        this.entities = entities;
        this.rows = rows;
        this.zones = zones;
        this.partitions = partitions;
    }

    @Override
    public void register(String site, LocalDate since) {
        rows.register(site, since);
        partitions.collectFrom(since);
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
        return entities.take(site).orElseThrow(() -> SiteRows.unknown(site)).progress();
    }

    @Override
    public void succeeded(Hold hold, Part part, Instant at, @Nullable Instant cursor) {
        write(hold, site -> site.change(progress -> progress.succeeded(part, at).readUntil(cursor)));
    }

    @Override
    public void failed(Hold hold, String fault, Instant retryAt) {
        write(hold, site -> site.change(progress -> progress.failed(fault, retryAt)));
    }

    @Override
    public void learnt(Hold hold, Counting counting, @Nullable Duration zoneError) {
        write(hold, site -> site.change(progress -> progress.learnt(counting, zoneError)));
    }

    @Override
    public Lateness lateness(String site) {
        return entities.lateness(site).orElse(Lateness.NONE);
    }

    @Override
    public void lateness(Hold hold, Lateness lateness) {
        write(hold, site -> site.lateness(lateness));
    }

    private void write(Hold hold, Consumer<SiteEntity> change) {
        rows.fenced(hold, row -> entities.findById(row.id()).ifPresent(change));
    }

    @Override
    public ZoneMeasurements zoneMeasurements(String site, ZoneId zone, Instant after) {
        return zones.after(after, site, zone);
    }

    @Override
    public void measuredZone(Hold hold, ZoneMeasurements more, Instant until) {
        rows.fenced(hold, row -> zones.add(row.id(), more, until));
    }
}

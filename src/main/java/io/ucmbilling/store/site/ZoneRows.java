package io.ucmbilling.store.site;

import io.ucmbilling.store.database.Timestamps;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.site.ZoneMeasurements.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The measurements of the zones. */
@Component
final class ZoneRows {
    private final JdbcClient client;

    ZoneRows(Transactions transactions) {
        client = transactions.client();
    }

    /** Those of quarters that began later than that, with that zone. */
    ZoneMeasurements after(Instant time, String site, ZoneId zone) {
        List<Measurement> measurements = client.sql("SELECT quarter, error, legs FROM zone_measurement WHERE site ="
                        + " (SELECT id FROM site WHERE name = :site) AND zone = :zone AND quarter > :time")
                .param("site", site)
                .param("zone", zone.getId())
                .param("time", Timestamps.atOrBefore(time))
                .query((row, number) -> new Measurement(
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        Duration.ofSeconds(row.getInt(2)),
                        row.getLong(3)))
                .list();
        return new ZoneMeasurements(zone, measurements);
    }

    /** Adds them, and deletes what began until then; call with the site's row locked. */
    void add(short site, ZoneMeasurements more, Instant until) {
        client.sql("DELETE FROM zone_measurement WHERE site = :site AND quarter <= :until")
                .param("site", site)
                .param("until", Timestamps.atOrBefore(until))
                .update();
        more.measurements().forEach(measurement -> add(site, more.zone(), measurement));
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

package io.ucmbilling.store.watch;

import io.ucmbilling.store.database.Sql;
import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.site.ZoneError;
import io.ucmbilling.store.site.ZoneMeasurements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How all sites stand, by two statements however many there are. What they cost grows with the number of sites alone: of each site one
 * row is read, three days at most are looked up, and at most {@link #MOST_COUNTED} entries are counted.
 */
@Component
public final class SiteStates {
    /** More entries of one site in quarantine than these are not counted. */
    public static final int MOST_COUNTED = 10_000;

    /** A day is settled for certain once it has been over for so long, if nothing is configured. */
    private static final Duration SETTLED = Duration.ofDays(3);

    private static final Duration DAY = Duration.ofDays(1);

    private static final String STATES = """
        SELECT name, greatest(tail_at, sweep_at, deep_sweep_at) AS succeeded_at, failures, last_fault, clock_error, zone_error,
               (SELECT count(*) FROM (SELECT FROM quarantine WHERE quarantine.site = site.id LIMIT :most) AS entry) AS quarantined,
               (SELECT max(day) FROM certificate WHERE certificate.site = site.id) AS certified_day,
               CASE WHEN oldest_held > since THEN
                   (SELECT count(*) FROM generate_series(0, 2) AS later
                    WHERE oldest_held + later < :settled
                      AND NOT EXISTS (SELECT FROM certificate
                                      WHERE certificate.site = site.id AND day = oldest_held + later)
                      AND NOT EXISTS (SELECT FROM ledger_day
                                      WHERE ledger_day.site = site.id AND day = oldest_held + later AND lost))
               ELSE 0 END AS endangered
        FROM site
        ORDER BY name\
        """;

    private static final String MEASURED = """
        SELECT site.name, zone_measurement.zone, error, sum(legs) AS legs
        FROM zone_measurement JOIN site ON site.id = zone_measurement.site
        WHERE quarter > :after
        GROUP BY site.name, zone_measurement.zone, error\
        """;

    private final Transactions transactions;

    SiteStates(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Returns how the sites stand, by id.
     *
     * @param zones as configured, by site; a site without one is left out
     * @param longest how long the database may work for one statement
     * @throws org.springframework.dao.DataAccessException if it does not answer, or not in time
     */
    public List<SiteState> of(Map<String, ZoneId> zones, Instant now, Duration longest) {
        return transactions.snapshot(connection -> {
            Sql.execute(connection, "SET LOCAL statement_timeout = " + longest.toMillis());
            Map<String, ZoneMeasurements> measured = measured(zones, now);
            return transactions
                    .client()
                    .sql(STATES)
                    .param("most", MOST_COUNTED)
                    .param("settled", LocalDate.ofInstant(now.minus(SETTLED), ZoneOffset.UTC))
                    .query((row, number) -> state(row, measured))
                    .list()
                    .stream()
                    .filter(state -> zones.containsKey(state.site()))
                    .toList();
        });
    }

    private Map<String, ZoneMeasurements> measured(Map<String, ZoneId> zones, Instant now) {
        Map<String, ZoneMeasurements> measured = new HashMap<>();
        JdbcClient client = transactions.client();
        client.sql(MEASURED)
                .param("after", now.minus(DAY).atOffset(ZoneOffset.UTC))
                .query(row -> {
                    ZoneId zone = zones.get(row.getString("name"));
                    if (zone != null && zone.getId().equals(row.getString("zone"))) {
                        measured.merge(
                                row.getString("name"),
                                ZoneMeasurements.none(zone)
                                        .with(
                                                now,
                                                Map.of(Duration.ofSeconds(row.getLong("error")), row.getLong("legs"))),
                                SiteStates::both);
                    }
                });
        return measured;
    }

    private static ZoneMeasurements both(ZoneMeasurements one, ZoneMeasurements other) {
        List<ZoneMeasurements.Measurement> all = new ArrayList<>(one.measurements());
        all.addAll(other.measurements());
        return new ZoneMeasurements(one.zone(), all);
    }

    private static SiteState state(ResultSet row, Map<String, ZoneMeasurements> measured) throws SQLException {
        String site = row.getString("name");
        OffsetDateTime succeeded = row.getObject("succeeded_at", OffsetDateTime.class);
        ZoneError zone = ZoneError.of(
                seconds(row, "zone_error"),
                Optional.ofNullable(measured.get(site)).flatMap(ZoneMeasurements::worst));
        return new SiteState(
                site,
                succeeded == null ? null : succeeded.toInstant(),
                row.getInt("failures"),
                row.getString("last_fault"),
                row.getLong("quarantined"),
                seconds(row, "clock_error"),
                zone == null ? null : zone.error(),
                row.getInt("endangered"),
                row.getObject("certified_day", LocalDate.class));
    }

    private static @Nullable Duration seconds(ResultSet row, String column) throws SQLException {
        int seconds = row.getInt(column);
        return row.wasNull() ? null : Duration.ofSeconds(seconds);
    }
}

package io.ucmbilling.store.retention;

import io.ucmbilling.store.database.Transactions;
import io.ucmbilling.store.intake.EarliestChange;
import io.ucmbilling.store.intake.ServingChanges;
import io.ucmbilling.store.partition.LegPartitions;
import io.ucmbilling.store.partition.PartitionDrops;
import io.ucmbilling.store.retention.KeptFrom.KeptSite;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.springframework.stereotype.Component;

/** Dropping of the legs that started before a day, partition by partition, and of the rows that belong to them, some at a time. */
@Component
public final class OldLegs {
    private static final int ROWS_AT_A_TIME = 10_000;

    /** Each replica looks for erased recordings all the time; one that was away for longer begins with an old cache. */
    private static final String FORGOTTEN = "now() + interval '30 days'";

    /** The names of the recordings of one partition's legs, as far as the cache may hold them. */
    private static final String RECORDINGS = """
        INSERT INTO erased_recording (site, digest, forgotten_at)
        SELECT DISTINCT s.id, sha256('RECORDING'::bytea || '\\x00' || convert_to(s.name, 'UTF8') || '\\x00'
                || convert_to(d.directory, 'UTF8') || '\\x00' || convert_to(n.name, 'UTF8')), %s
        FROM %s AS l JOIN site AS s ON s.id = l.site
        CROSS JOIN LATERAL string_to_table(l.recordfiles, '@') AS f (path)
        CROSS JOIN (VALUES ('monitor'), ('meetme')) AS d (directory)
        CROSS JOIN LATERAL (VALUES (f.path), (regexp_replace(f.path, '^.*/', ''))) AS n (name)
        WHERE l.recordfiles <> '' AND n.name <> '' ON CONFLICT DO NOTHING\
        """;

    private final Transactions transactions;
    private final LegPartitions partitions;
    private final PartitionDrops drops;
    private final ServingChanges changes;

    OldLegs(Transactions transactions, LegPartitions partitions, PartitionDrops drops, ServingChanges changes) {
        this.transactions = transactions;
        this.partitions = partitions;
        this.drops = drops;
        this.changes = changes;
    }

    /** Drops all partitions of legs from before the day, the first of a month. */
    public void drop(LocalDate day, List<KeptSite> sites) {
        for (String table : partitions.before(YearMonth.from(day))) {
            transactions.client().sql(RECORDINGS.formatted(FORGOTTEN, table)).update();
            drops.locked(new String[] {"leg", table}, partitions::lock, connection -> {
                PartitionDrops.drop(connection, "leg", table);
                sites.forEach(site -> changes.add(site.id(), new EarliestChange(Instant.MIN, Instant.MIN)));
            });
        }
    }

    /** Deletes the rows of a site that belong to legs from before the day. */
    public void deleteRows(KeptSite site, LocalDate day) {
        String begin = site.begin().toString();
        delete("quarantine", "first_seen < '" + begin + "'", site);
        delete("departed", "started_at < '" + begin + "'", site);
        delete("recording", "started_at < '" + begin + "'", site);
        delete("collection_day", "day < '" + day + "'", site);
        delete(
                "erased_key",
                "number IN (SELECT number FROM erased_leg AS e WHERE e.site = erased_key.site AND e.started_at < '"
                        + begin + "')",
                site);
        delete("erased_leg", "started_at < '" + begin + "'", site);
        delete("erased_recording", "forgotten_at < now()", site);
    }

    /** @param condition of values of this house, without anything from outside */
    private void delete(String table, String condition, KeptSite site) {
        String sql = "DELETE FROM " + table + " WHERE ctid = ANY (ARRAY(SELECT ctid FROM " + table
                + " WHERE site = :site AND " + condition + " LIMIT " + ROWS_AT_A_TIME + "))";
        int deleted;
        do {
            deleted = transactions.client().sql(sql).param("site", site.id()).update();
        } while (deleted == ROWS_AT_A_TIME);
    }
}

package io.ucmbilling.store.site;

import io.ucmbilling.store.database.Transactions;
import java.sql.Types;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How sites were configured over time, as far as calls depend on it (rule C7). */
@Component
final class SettingRows {
    /** The first row of a site counts for all that it has. Calls that were made of it before are made anew. */
    private static final String ADD = """
        WITH latest AS (SELECT zone, region FROM site_setting WHERE site = :site ORDER BY from_commit DESC LIMIT 1),
             again AS (INSERT INTO call_backfill SELECT :site, '-infinity'
                       WHERE NOT EXISTS (SELECT FROM latest) AND EXISTS (SELECT FROM leg WHERE leg.site = :site)
                       ON CONFLICT (site) DO UPDATE SET read_until = '-infinity')
        INSERT INTO site_setting (site, from_commit, zone, region)
        SELECT :site, CASE WHEN EXISTS (SELECT FROM latest) THEN nextval('commit_number') ELSE 0 END, :zone, :region
        WHERE NOT EXISTS (SELECT FROM latest WHERE zone = :zone AND region IS NOT DISTINCT FROM :region)
        """;

    private final Transactions transactions;
    private final SiteRows sites;

    SettingRows(Transactions transactions, SiteRows sites) {
        this.transactions = transactions;
        this.sites = sites;
    }

    /** Notes the setting, unless it is that of before. With the site's row locked, so that it is in order with the commits. */
    void add(String site, ZoneId zone, @Nullable String region) {
        sites.locked(
                site,
                row -> transactions
                        .client()
                        .sql(ADD)
                        .param("site", row.id())
                        .param("zone", zone.getId())
                        .param("region", region, Types.VARCHAR)
                        .update());
    }
}

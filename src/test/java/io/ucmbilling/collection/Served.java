package io.ucmbilling.collection;

import io.ucmbilling.contract.CdrRecord;
import io.ucmbilling.contract.Format;
import io.ucmbilling.contract.Page;
import io.ucmbilling.contract.PageEntry;
import io.ucmbilling.contract.query.CdrQuery;
import io.ucmbilling.ucm.Ucm;
import io.ucmbilling.ucm.Ucms;
import io.ucmbilling.ucm.site.Site;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads an export to its end, as a legacy tool does. */
public final class Served {
    private Served() {}

    /** The legs of an export that asks for no user, in the order in which they are served. */
    static List<CdrRecord> by(Replica replica, String url) throws Exception {
        return by(replica, site(url));
    }

    private static List<CdrRecord> by(Replica replica, Site site) throws Exception {
        List<CdrRecord> legs = new ArrayList<>();
        each(replica, site, legs::add);
        return legs;
    }

    /** Page by page: no more than a page is in memory. */
    static void each(Replica replica, Site site, Consumer<CdrRecord> leg) throws Exception {
        Ucm export = replica.bean(Ucms.class).of(site);
        long offset = 0;
        for (Page page = page(export, offset); !page.isEmpty(); page = page(export, offset)) {
            for (PageEntry entry : page.entries()) {
                leg.accept((CdrRecord) entry);
            }
            offset += page.items();
        }
    }

    private static Page page(Ucm export, long offset) throws Exception {
        return export.page(CdrQuery.all(Format.JSON).page(offset, CdrQuery.MOST_RECORDS));
    }

    /** An export as a site to read from: JSON, no credentials, any certificate. */
    public static Site site(String url) {
        return site(url, "", "");
    }

    public static Site site(String url, String username, String password) {
        return new Site(
                "export-" + url.replaceAll("[^a-z0-9]+", "-"),
                URI.create(url),
                Site.Api.LEGACY,
                Format.JSON,
                username,
                password,
                ZoneOffset.UTC,
                null,
                null,
                Duration.ofMinutes(1),
                Duration.ofHours(2),
                new Site.Tls(Site.Trust.ANY, null, null, false),
                new Site.Limits(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(60), 64 << 20, 2),
                Map.of(),
                null);
    }
}

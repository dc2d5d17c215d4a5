package io.ucmbilling.cdrapi.export;

import io.ucmbilling.access.Credentials;
import io.ucmbilling.access.PermittedAddresses;
import io.ucmbilling.contract.Shape;
import io.ucmbilling.ucm.site.Site;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One consumer's view of the fleet, every value checked.
 *
 * @param name the key under {@code gateway.exports}
 * @param path in front of {@code /cdrapi} and {@code /recapi}; empty or such as {@code /branch-a}
 * @param permitted who may ask
 * @param credentials what a request must show; null: authentication is skipped
 * @param sites whose legs and recordings are served, by id; never empty unless the fleet is
 * @param shape fields per record
 * @param siteTime whether a wall-clock bound without zone is read in each site's zone, else in UTC
 * @param queryTimeout how long the database may work for one page
 * @param httpsApi whether the newer API is served too (contract U1)
 */
public record Export(
        String name,
        String path,
        PermittedAddresses permitted,
        @Nullable Credentials credentials,
        Map<String, Site> sites,
        Shape shape,
        boolean siteTime,
        Duration queryTimeout,
        boolean httpsApi) {

    /** Returns the zone in which a bound without zone is read for that site. */
    public ZoneId zone(Site site) {
        return siteTime ? site.timeZone() : ZoneOffset.UTC;
    }

    /** Returns whether AcctId is the UCM's own. With several sites it would not be unique (contract S4). */
    public boolean servesOneSite() {
        return sites.size() == 1;
    }

    public List<Site> sitesInOrder() {
        return sites.values().stream().sorted(Comparator.comparing(Site::id)).toList();
    }

    public boolean owns(String path) {
        return path.equals(this.path) || path.startsWith(this.path + "/");
    }
}

package io.ucmbilling.billing.call;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.calls.view.KeptSites;
import io.ucmbilling.ucm.site.Fleet;
import java.util.SortedSet;
import org.springframework.stereotype.Component;

/** Sites that a client may see (billing contract A4): those configured, and others that still have calls. */
@Component
public final class SeenSites {
    private final Fleet fleet;
    private final KeptSites kept;

    SeenSites(Fleet fleet, KeptSites kept) {
        this.fleet = fleet;
        this.kept = kept;
    }

    /** Returns their ids. */
    public SortedSet<String> of(ApiClient client) {
        SortedSet<String> seen = kept.ids();
        fleet.sites().forEach(site -> seen.add(site.id()));
        seen.removeIf(site -> !client.sees(site));
        return seen;
    }
}

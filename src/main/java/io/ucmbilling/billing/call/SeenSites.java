package io.ucmbilling.billing.call;

import io.ucmbilling.access.client.ApiClient;
import io.ucmbilling.billing.problem.Problem;
import io.ucmbilling.billing.problem.ProblemException;
import io.ucmbilling.calls.view.KeptSites;
import io.ucmbilling.ucm.site.Fleet;
import io.ucmbilling.ucm.site.Site;
import java.util.Optional;
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

    /**
     * Returns a configured site.
     *
     * @throws ProblemException if there is none of that id, or the client may not see it, which is the same for it
     */
    public Site configured(ApiClient client, String id) {
        return find(client, id).orElseThrow(() -> new ProblemException(Problem.notFound()));
    }

    /** Returns a configured site; empty: there is none of that id, or the client may not see it. */
    public Optional<Site> find(ApiClient client, String id) {
        return fleet.find(id).filter(site -> client.sees(site.id()));
    }

    /** Returns their ids. */
    public SortedSet<String> of(ApiClient client) {
        SortedSet<String> seen = kept.ids();
        fleet.sites().forEach(site -> seen.add(site.id()));
        seen.removeIf(site -> !client.sees(site));
        return seen;
    }
}

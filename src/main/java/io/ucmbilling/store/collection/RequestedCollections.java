package io.ucmbilling.store.collection;

import io.ucmbilling.store.site.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The queue of each site. A collection, and with it the key that its client named it by, is forgotten 30 days after its last change.
 * Only so many wait for a site, and for all sites together.
 */
public interface RequestedCollections {

    /** Puts a request into its site's queue: part of the caller's transaction, if it has one. Safe for several replicas. */
    RequestOutcome request(CollectionRequest request);

    Optional<RequestedCollection> find(UUID id);

    /** Returns those of the site that are not over, in the order in which they were asked for. */
    List<RequestedCollection> queue(String site);

    /** Returns the site's newest requests, over or not, the newest first. */
    List<ListedCollection> newest(String site, int most);

    /** A collection, with who asked for it and when. */
    record ListedCollection(RequestedCollection collection, String client, Instant at) {}

    /**
     * Changes all of the site that are not over, in one transaction.
     *
     * @throws io.ucmbilling.store.site.LostSiteException if another replica has taken the site
     */
    void change(Hold hold, Instant at, UnaryOperator<RequestedCollection> change);
}

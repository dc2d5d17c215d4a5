package io.ucmbilling.store.collection;

/** What came of a request. */
public sealed interface RequestOutcome {

    /** It stands in the queue, is done as there is nothing to do, or was asked for before with the same key. */
    record Accepted(RequestedCollection collection) implements RequestOutcome {}

    /** The client has named another request by that key. Nothing was changed. */
    record KeyOfAnother() implements RequestOutcome {}

    /**
     * As many as may be are waiting. Nothing was changed.
     *
     * @param most how many may be
     * @param ofSite whether they are the site's own; else those of all sites
     */
    record QueueFull(int most, boolean ofSite) implements RequestOutcome {}
}

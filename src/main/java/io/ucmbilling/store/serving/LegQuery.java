package io.ucmbilling.store.serving;

import io.ucmbilling.contract.query.NumberPattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query for legs: all that is given must match.
 *
 * @param sites the sites asked, each with its own bounds of the start instant; a site without any leg is no error
 * @param caller any pattern on src; null: not asked. callee on dst, answeredBy on dstanswer or else dstchannel_ext
 * @param minBillableSeconds inclusive; null: no bound
 * @param maxBillableSeconds inclusive; null: no bound
 * @param calls whether an item is a call (all matching legs of a session) instead of a leg
 */
public record LegQuery(
        List<SiteBounds> sites,
        @Nullable List<NumberPattern> caller,
        @Nullable List<NumberPattern> callee,
        @Nullable List<NumberPattern> answeredBy,
        @Nullable Long minBillableSeconds,
        @Nullable Long maxBillableSeconds,
        boolean calls) {

    /** Returns the same query of other sites, or of the same with other bounds. */
    public LegQuery withSites(List<SiteBounds> others) {
        return new LegQuery(others, caller, callee, answeredBy, minBillableSeconds, maxBillableSeconds, calls);
    }

    /** A site and bounds of the start, both inclusive; null: unbounded. */
    public record SiteBounds(
            String site, @Nullable Instant from, @Nullable Instant to) {}
}

package io.ucmbilling.collection;

import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.ucm.site.Fleet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/quarantine/<site>}: the entries that could not be read (GET), and reading them again by today's
 * rules (POST). A very long text is cut after its first megabyte, and comes with the length and SHA-256 of all of it.
 */
@Component
@Endpoint(id = "quarantine")
record QuarantineEndpoint(Fleet fleet, Quarantine quarantine, QuarantineRetry retry) {
    private static final int MOST_SHOWN = 1000;

    /**
     * Returns the newest entries first, at most 1000 and some megabytes.
     *
     * @param before goes on behind the entry of that number
     */
    @ReadOperation
    List<Quarantine.Entry> entries(@Selector String site, @Nullable Long before) {
        return quarantine.newest(site, before == null ? Long.MAX_VALUE : before, MOST_SHOWN);
    }

    /**
     * Reads all entries again, and keeps those that can be read now as legs. Answers 404 for a site that is not known.
     */
    @WriteOperation
    WebEndpointResponse<QuarantineRetry.RetryCounts> readAgain(@Selector String site) {
        boolean known = fleet.find(site).isPresent();
        // Null would be told as 204 here: actuator makes 404 of it for GET alone.
        return known
                ? new WebEndpointResponse<>(retry.of(site))
                : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
    }
}

package io.ucmbilling.collection;

import io.ucmbilling.store.intake.Quarantine;
import io.ucmbilling.ucm.site.Fleet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/quarantine/<site>}: the entries that could not be read (GET), and reading them again by today's
 * rules (POST). A very long text is cut after its first megabyte, and comes with the length and SHA-256 of all of it.
 */
@Component
@Endpoint(id = "quarantine")
record QuarantineEndpoint(Fleet fleet, Quarantine quarantine, QuarantineRetry retry) {
    private static final int MOST_SHOWN = 1000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /**
     * Answers with the newest entries first, at most 1000 and some megabytes.
     *
     * @param before goes on behind the entry of that number; what is no number is answered 400 with the reason
     */
    @ReadOperation
    WebEndpointResponse<?> entries(@Selector String site, @Nullable String before) {
        if (before != null && !NUMBER.matcher(before).matches()) {
            return new WebEndpointResponse<>(
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.BAD_REQUEST, "before: found " + before + ", expected the number of an entry"),
                    WebEndpointResponse.STATUS_BAD_REQUEST);
        }
        long number = before == null ? Long.MAX_VALUE : Long.parseLong(before);
        return new WebEndpointResponse<>(quarantine.newest(site, number, MOST_SHOWN));
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

package io.ucmbilling.collection;

import io.ucmbilling.store.Cursors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/quarantine/<site>}: what could not be read (GET), and reading it again by today's rules (POST). Of a very long
 * text the first megabyte is here, with length and SHA-256 of all of it.
 */
@Component
@Endpoint(id = "quarantine")
class QuarantineEndpoint {
    private static final int MOST_SHOWN = 1000;

    private final Cursors cursors;
    private final SecondReading secondReading;

    QuarantineEndpoint(Cursors cursors, SecondReading secondReading) {
        this.cursors = cursors;
        this.secondReading = secondReading;
    }

    /**
     * The newest entries first, at most 1000 and some megabytes.
     *
     * @param before goes on behind the entry of that number
     */
    @ReadOperation
    List<Cursors.Quarantine> entries(@Selector String site, @Nullable Long before) {
        return cursors.quarantine(site, before == null ? Long.MAX_VALUE : before, MOST_SHOWN);
    }

    /** Reads all entries again; those that read now are kept as legs. */
    @WriteOperation
    SecondReading.Outcome readAgain(@Selector String site) {
        return secondReading.of(site);
    }
}

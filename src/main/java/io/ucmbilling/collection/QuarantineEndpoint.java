package io.ucmbilling.collection;

import io.ucmbilling.store.Cursors;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** {@code /actuator/quarantine/<site>}: what could not be read (GET), and reading it again by today's rules (POST). */
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

    /** The newest entries first, at most 1000. */
    @ReadOperation
    List<Cursors.Quarantine> entries(@Selector String site) {
        return cursors.quarantine(site, MOST_SHOWN);
    }

    /** Reads all entries again; those that read now are kept as legs. */
    @WriteOperation
    SecondReading.Outcome readAgain(@Selector String site) {
        return secondReading.of(site);
    }
}

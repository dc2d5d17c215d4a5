package io.ucmbilling.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** A row of quarantine, to be read. */
@Entity
@Immutable
@Table(name = "quarantine")
class QuarantinedRecord {
    @Id
    private long number;

    private short site;
    private String raw = "";
    private String reason = "";

    @Column(name = "first_seen")
    private Instant firstSeen = Instant.EPOCH;

    short site() {
        return site;
    }

    Cursors.Quarantine entry() {
        return new Cursors.Quarantine(number, raw, reason, firstSeen);
    }
}

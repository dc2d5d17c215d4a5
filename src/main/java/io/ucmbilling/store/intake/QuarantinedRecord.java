package io.ucmbilling.store.intake;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

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
    private byte[] digest = {};
    private @Nullable Long length;

    @Column(name = "commit_number")
    private @Nullable Long commit;

    @Column(name = "first_seen")
    private Instant firstSeen = Instant.EPOCH;

    short site() {
        return site;
    }

    Quarantine.Entry entry() {
        int kept = raw.getBytes(StandardCharsets.UTF_8).length;
        long whole = length == null ? kept : length;
        String sha256 = HexFormat.of().formatHex(digest);
        return new Quarantine.Entry(
                number, raw, reason, firstSeen, whole, sha256, whole > kept, commit == null ? 0 : commit);
    }
}

package io.ucmbilling.store.ledger;

import io.ucmbilling.store.database.StorableTextConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The proof by a whole read of one day of a site: the UCM held these records, and all of them are kept. Never changed; a
 * later difference makes a new version.
 *
 * @param day in the PBX's zone
 * @param version from 1 on, without gaps
 * @param held records that the UCM held, by a whole read and by a count after it
 * @param counted how they were counted after the read
 * @param quarantined those of them that cannot be read; all others are kept as legs
 * @param hash SHA-256, 64 hex digits, of the day's records as CSV lines, sorted by their bytes, each ended by LF
 * @param fields of these lines: 22, 27, 32 or 43, by the newest generation among them
 * @param first the earliest start; null: there was no record
 * @param last the latest start; null: there was no record
 * @param departed legs kept of that day that the UCM has deleted since
 * @param late legs that appeared behind later ones, those that only this proof brought among them
 * @param greatestLateness how long after its start the latest of those was first seen; null: none, or not measured
 * @param zoneError how far the configured zone is ahead of the records' epochs; null: not measured
 * @param madeBy version of the gateway
 * @param reason why this version was made
 */
@Embeddable
public record Certificate(
        @Column(insertable = false, updatable = false) LocalDate day,
        @Column(insertable = false, updatable = false) int version,
        long held,
        @Enumerated(EnumType.STRING) Counted counted,
        long quarantined,
        String hash,
        int fields,
        @Column(name = "first_start") @Nullable Instant first,
        @Column(name = "last_start") @Nullable Instant last,
        long departed,
        long late,
        @Nullable Duration greatestLateness,
        @Nullable Duration zoneError,
        Instant madeAt,
        String madeBy,
        @Convert(converter = StorableTextConverter.class) String reason) {

    /** Way in which a day's records were counted once they had been read. */
    public enum Counted {
        /** By asking for the last one, and finding nothing behind it. */
        OFFSET,
        /** By reading them a second time, if offsets count calls. */
        READ_TWICE
    }
}

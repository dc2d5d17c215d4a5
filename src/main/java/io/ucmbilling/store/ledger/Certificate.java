package io.ucmbilling.store.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a whole read has proven of one day of a site: the UCM held these records, and all of them are kept. Never changed; a
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
public record Certificate(
        LocalDate day,
        int version,
        long held,
        Counted counted,
        long quarantined,
        String hash,
        int fields,
        @Nullable Instant first,
        @Nullable Instant last,
        long departed,
        long late,
        @Nullable Duration greatestLateness,
        @Nullable Duration zoneError,
        Instant madeAt,
        String madeBy,
        String reason) {

    /** How a day's records were counted once they had been read. */
    public enum Counted {
        /** By asking for the last one, and finding nothing behind it. */
        OFFSET,
        /** By reading them a second time, where offsets count calls. */
        READ_TWICE
    }
}

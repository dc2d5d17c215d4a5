package io.ucmbilling.store.intake;

import java.util.List;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/** Repository of quarantined records, for reading. */
interface QuarantinedRecords extends Repository<QuarantinedRecord, Long> {
    /** The newest below that number, at most so many and no more than four megabytes, but one at least. */
    @Query(nativeQuery = true, value = """
        SELECT number, site, digest, raw, length, reason, first_seen, commit_number
        FROM (SELECT newest.*, row_number() OVER down AS place, sum(octet_length(raw)) OVER down AS bytes
              FROM (SELECT * FROM quarantine WHERE site = :site AND number < :before AND NOT erased
                    ORDER BY number DESC LIMIT :most) AS newest
              WINDOW down AS (ORDER BY number DESC)) AS measured
        WHERE place = 1 OR bytes <= 4194304
        ORDER BY number DESC\
        """)
    List<QuarantinedRecord> newest(@Param("site") short site, @Param("before") long before, @Param("most") int most);
}
